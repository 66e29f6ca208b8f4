-- Whose return is $submission, is it made up, and has it been withdrawn? Grain: at most one row.
select unit, period, is_sample, id in (select submission from withdrawal) as is_withdrawn
from submission
where id = $submission
