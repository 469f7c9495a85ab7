"""Fetching an attachment at the gateway, and every address that it is not fetched from."""

from collections.abc import Iterator, Sequence

import pytest
import responses

from nachtleven.fouten import PoortFout
from nachtleven.poorten.media import HOOGSTENS, Media, Mediapoort

ADRES = "https://api.twilio.com/2010-04-01/Accounts/ACverzonnen/Messages/MM1/Media/ME1"
CDN = "https://mms.twiliocdn.com/ACverzonnen/foto"
BUITEN = "93.184.216.34"


@pytest.fixture
def net() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock(assert_all_requests_are_fired=False) as gemaakt:
        yield gemaakt


def poort(*plekken: str, basis: str = "") -> Mediapoort:
    """Make one whose hosts lie at these addresses."""

    def zoek(_host: str) -> Sequence[str]:
        return plekken or (BUITEN,)

    return Mediapoort("ACverzonnen", "geheim", basis, zoek)


def test_an_attachment_is_fetched_with_our_credentials(net: responses.RequestsMock) -> None:
    net.get(ADRES, body=b"\xff\xd8", content_type="image/jpeg; charset=binary")
    assert poort().haal(ADRES) == Media("image/jpeg", b"\xff\xd8")
    assert net.calls[0].request.headers["Authorization"].startswith("Basic ")


def test_a_redirect_to_the_gateways_store_is_followed_without_our_credentials(net: responses.RequestsMock) -> None:
    net.get(ADRES, status=307, headers={"Location": CDN})
    net.get(CDN, body=b"%PDF", content_type="application/pdf")
    assert poort().haal(ADRES).soort == "application/pdf"
    assert "Authorization" not in net.calls[1].request.headers


@pytest.mark.parametrize(
    "adres",
    [
        pytest.param("http://api.twilio.com/x", id="no_tls"),
        pytest.param("https://elders.example/x", id="another_host"),
        pytest.param("https://api.twilio.com.elders.example/x", id="our_name_in_front"),
        pytest.param("https://eviltwilio.com/x", id="our_name_behind"),
        pytest.param("https://api.twilio.com@elders.example/x", id="our_name_as_a_user"),
        pytest.param("https://iemand:iets@api.twilio.com/x", id="credentials_in_it"),
        pytest.param("https://api.twilio.com:8443/x", id="another_port"),
        pytest.param("https://api.twilio.com:poort/x", id="no_port"),
        pytest.param("https://127.0.0.1/x", id="loopback"),
        pytest.param("https://[::1]/x", id="loopback_6"),
        pytest.param("https://169.254.169.254/latest/meta-data", id="metadata_service"),
        pytest.param("https://[onzin/x", id="no_address"),
        pytest.param("file:///etc/passwd", id="a_file"),
        pytest.param("gopher://api.twilio.com/x", id="another_scheme"),
        pytest.param("//api.twilio.com/x", id="no_scheme"),
        pytest.param("", id="empty"),
    ],
)
def test_an_address_that_is_none_of_the_gateways_is_not_asked(net: responses.RequestsMock, adres: str) -> None:
    with pytest.raises(PoortFout) as fout:
        poort().haal(adres)
    assert not fout.value.opnieuw
    assert len(net.calls) == 0


@pytest.mark.parametrize(
    "naar",
    [
        pytest.param("https://elders.example/x", id="another_host"),
        pytest.param("http://mms.twiliocdn.com/x", id="down_to_http"),
        pytest.param("https://10.0.0.7/x", id="inside"),
        pytest.param("//169.254.169.254/x", id="without_a_scheme"),
    ],
)
def test_a_redirect_elsewhere_is_not_followed(net: responses.RequestsMock, naar: str) -> None:
    net.get(ADRES, status=302, headers={"Location": naar})
    with pytest.raises(PoortFout):
        poort().haal(ADRES)
    assert len(net.calls) == 1


def test_redirects_without_an_end_are_given_up(net: responses.RequestsMock) -> None:
    net.get(ADRES, status=307, headers={"Location": ADRES})
    with pytest.raises(PoortFout):
        poort().haal(ADRES)
    assert len(net.calls) == 4


@pytest.mark.parametrize("plek", ["127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "::1", "fd00::1"])
def test_a_host_that_lies_inside_is_not_asked_though_its_name_is_right(net: responses.RequestsMock, plek: str) -> None:
    with pytest.raises(PoortFout):
        poort(BUITEN, plek).haal(ADRES)
    assert len(net.calls) == 0


def test_a_host_that_is_nowhere_may_be_somewhere_later(net: responses.RequestsMock) -> None:
    with pytest.raises(PoortFout) as fout:
        Mediapoort("ACverzonnen", "geheim", "", lambda _host: ()).haal(ADRES)
    assert fout.value.opnieuw
    assert len(net.calls) == 0


@pytest.mark.parametrize("soort", ["text/html", "image/svg+xml", "application/zip", "application/x-msdownload", ""])
def test_a_kind_that_can_run_is_not_taken(net: responses.RequestsMock, soort: str) -> None:
    net.get(ADRES, body=b"<script>", content_type=soort)
    with pytest.raises(PoortFout):
        poort().haal(ADRES)


@pytest.mark.parametrize(
    ("lengte", "mag"),
    [
        pytest.param(HOOGSTENS, True, id="at_the_limit"),
        pytest.param(HOOGSTENS + 1, False, id="a_byte_over"),
    ],
)
def test_the_limit_is_ten_megabytes(net: responses.RequestsMock, lengte: int, *, mag: bool) -> None:
    net.get(ADRES, body=b"x" * lengte, content_type="video/mp4")
    if mag:
        assert len(poort().haal(ADRES).inhoud) == lengte
        return
    with pytest.raises(PoortFout):
        poort().haal(ADRES)


@pytest.mark.parametrize(("status", "opnieuw"), [(404, False), (401, False), (503, True)])
def test_a_refusal_says_whether_to_try_again(net: responses.RequestsMock, status: int, *, opnieuw: bool) -> None:
    net.get(ADRES, status=status)
    with pytest.raises(PoortFout) as fout:
        poort().haal(ADRES)
    assert (fout.value.status, fout.value.opnieuw) == (status, opnieuw)


def test_another_region_of_the_service_is_one_of_its_hosts(net: responses.RequestsMock) -> None:
    adres = "https://berichten.stad.example/Media/1"
    net.get(adres, body=b"x", content_type="audio/amr")
    assert poort(basis="https://berichten.stad.example/v1").haal(adres).soort == "audio/amr"
    with pytest.raises(PoortFout):
        poort().haal(adres)
