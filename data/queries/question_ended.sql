-- Was $question asked, and has it ended? Grain: at most one row.
select q.unit, q.period, exists (select 1 from question_end e where e.question = q.id) as has_ended
from question q where q.id = $question
