-- What was the last act of each day, Vietnam's (UTC+7), that may have changed what pages show, and with what seal? The newest
-- $rows days. Grain: day.
select (acted_at + interval 7 hours)::date as acted_on, max(place) as place, arg_max(seal, place) as seal
from audit
where act not in ('account', 'drill', 'export', 'password', 'print', 'sign_in', 'sign_in_failed', 'sign_out')
group by acted_on
order by acted_on desc
limit $rows
