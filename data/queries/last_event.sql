-- When did a return last come in, or was one last withdrawn? Grain: one row.
select max(moment) as last_event_at
from (select received_at as moment from submission union all select withdrawn_at from withdrawal)
