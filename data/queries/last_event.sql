-- When did a return last come in, was one last withdrawn, or were figures last sealed? What comes after is later than that:
-- sealed figures stay those of their moment even where the clock was set back. Grain: one row.
select max(moment) as last_event_at
from (
    select received_at as moment from submission union all select withdrawn_at from withdrawal
    union all select sealed_at from seal
)
