"""`nachtleven audit`: proof that the audit log is whole."""

import click

from nachtleven.opdrachten import vorm


@click.group()
def audit() -> None:
    """Het auditlog."""


@audit.command("controleer")
@click.option("--kop", help="Een kop uit een dagelijkse mail: NUMMER:MAC.")
@vorm.vertaal_fouten
def audit_controleer(kop: str | None) -> None:
    """Bewijs dat het auditlog heel is, en dat een kop die elders bewaard werd er nog in staat."""
    from nachtleven import fouten, instellingen
    from nachtleven.bewaring.auditcontrole import bekijk_audit, houdt_kop
    from nachtleven.toegang.auditstaat import lees_kop

    gelezen = lees_kop(kop) if kop else None
    if kop and gelezen is None:
        raise click.UsageError("--kop is geen NUMMER:MAC")
    delen = vorm.delen(instellingen.Voor.OPSLAG)
    staat = bekijk_audit(delen)
    click.echo(f"kop: {staat.kop}")
    click.echo(f"wisboek: {staat.wisregels}:{staat.wismac}")
    if staat.breuk is not None:
        raise fouten.Fout(f"het auditlog breekt bij lijn {staat.breuk}")
    if not staat.wisboek_heel:
        raise fouten.WisboekFout("het wisboek is niet heel")
    if gelezen and not houdt_kop(delen, gelezen):
        raise fouten.Fout(f"lijn {gelezen[0]} staat er niet meer zoals toen: er verdwenen lijnen, of ze veranderden")
    click.echo(f"heel: {staat.volgnummer} lijnen", err=True)
