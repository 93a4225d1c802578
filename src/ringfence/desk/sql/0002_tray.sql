-- The in-tray: what waits in an organisation, the soonest first, what has no date last. Each of its
-- three tables has an index in that order, so a page is merged from the heads of three indexes.

CREATE INDEX duty_waiting ON desk_duty (organisation_code, coalesce(due_at, 'infinity'), id)
    WHERE state IN ('OPEN', 'LATE');
CREATE INDEX approval_waiting ON desk_approval (organisation_code, coalesce(due_at, 'infinity'), id)
    WHERE state = 'PENDING';
CREATE INDEX case_waiting ON desk_case (organisation_code, coalesce(due_at, 'infinity'), id)
    WHERE state = 'OPEN';
