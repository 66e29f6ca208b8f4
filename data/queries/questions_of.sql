-- How many questions have ever been put to $unit, and when was one last asked or ended? Grain: one row.
select count(*) as questions,
       (select max(moment) from (select asked_at as moment from question union all select ended_at from question_end)) as last_at
from question where unit = $unit
