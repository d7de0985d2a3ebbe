"""`estuary-docs rotate`."""

from pathlib import Path

import click
from click.exceptions import Exit

from estuary_docs.cli.base import WRONG, Command, end_with
from estuary_docs.cli.options import load, schema_option
from estuary_docs.cli.terminal import require_answers, show_text
from estuary_docs.errors import ProjectError

NO_DATE = "the store has no date of it, or one that has not come yet; rotate it by its name"


@click.command(cls=Command, epilog="estuary-docs rotate JWT_SECRET --store production --status")
@click.argument("secret", metavar="[SECRET]", required=False)
@click.option("--store", metavar="NAME", required=True, help="Store of [tool.estuary-docs.stores] to rotate in.")
@click.option("--status", is_flag=True, help="Show where the rotation is, and write nothing.")
@click.option("--due", is_flag=True, help="Do one step of every secret whose next step is due.")
@click.option("--yes", is_flag=True, help="Do the step without asking.")
@click.option("--abort", "back", is_flag=True, help="Go back: drop an announced key, or swap the two keys again.")
@click.option("--early", is_flag=True, help="Do the step before it is due: both deployments and clients are ready.")
@click.option("--log", metavar="FILE", help="Audit log to append to.")
@schema_option
def rotate(  # noqa: PLR0913 - the options of the command
    *,
    secret: str | None,
    store: str,
    status: bool,
    due: bool,
    yes: bool,
    back: bool,
    early: bool,
    log: str | None,
    schema: str | None,
) -> None:
    """Replace a key without an outage, one step per call: announce the new key, swap the two, remove the outgoing one.

    The state is in the store alone, so a step that was killed is continued by the next call. No key is printed, logged
    or put on a command line.
    """
    if sum((status, due, back)) > 1:
        raise ProjectError("--status, --due, --abort", "are alternatives; give one of them")
    if bool(secret) == due and not status:
        raise ProjectError("SECRET", "name one secret, or use --due for all that are due")
    from estuary_docs.stores.audit import FILE, Log
    from estuary_docs.stores.generation import is_ours, secret_of, steps_of_others
    from estuary_docs.stores.operation import NEXT, operation

    project, catalogue = load(schema)
    work = operation(catalogue, store, Log(Path(log) if log else project.root / FILE))
    chosen = [secret_of(work.catalogue, secret)] if secret else work.rotating()
    errors: list[str] = []
    for variable in chosen:
        if not is_ours(variable):
            show_text(steps_of_others(variable, work.entry_of(variable)))
            raise Exit(0 if status else WRONG)
        # One secret that cannot be rotated keeps no other one from it.
        try:
            if status:
                show_text(work.status(variable))
                continue
            position = work.rotation(variable).position()
            if due and not work.is_due(variable, position):
                is_known = work.due(variable, position) is not None
                show_text(f"{variable.name}: {'nothing is due' if is_known else NO_DATE}\n")
                continue
            step = "go back" if back else work.told(variable, position, NEXT)
            if yes or _is_confirmed(f"{variable.name}: {position.state}. Next: {step}. Go on?"):
                show_text(work.step(variable, back=back, early=early, expected=position))
        except ProjectError as error:
            errors.append(str(error))
    end_with(*dict.fromkeys(errors))


def _is_confirmed(question: str) -> bool:
    require_answers("go on without asking")
    if click.confirm(question, err=True):
        return True
    click.echo("nothing was written")
    return False
