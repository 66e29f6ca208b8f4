-- Which accounts are there, each as it stands now, or the one called $account (null: all)? Grain: name. `signed_in_at`: last.
with latest as (
    select * from account where coalesce(name = $account, true)
    qualify row_number() over (partition by name order by version desc) = 1
), last_time as (
    select name, max(begun_at) as signed_in_at from sign_in group by name
)
select latest.*, last_time.signed_in_at
from latest left join last_time using (name)
order by latest.name
