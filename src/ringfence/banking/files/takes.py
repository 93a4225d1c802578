"""What each kind of file from a bank does when it is taken."""

from ringfence.banking.exchange.kinds import FileKind
from ringfence.banking.files.acknowledgements import acknowledgement_take
from ringfence.banking.files.incoming import Take
from ringfence.banking.files.results import result_take
from ringfence.banking.statements.services import statement_take

TAKES: dict[FileKind, Take] = {
    FileKind.ACKNOWLEDGEMENT: acknowledgement_take,
    FileKind.RESULT: result_take,
    FileKind.STATEMENT: statement_take,
}
