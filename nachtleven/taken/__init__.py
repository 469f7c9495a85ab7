"""The periodic jobs, a room a job; `lijst` names them all with how often they run."""
