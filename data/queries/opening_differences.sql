-- Which cases below $unit make the opening of $span ('quarter' | 'year') differ from what was left at the end of $before, both
-- as known at $as_of? $periods holds $period and $before. Grain: register, kind, case.
-- `counted`: opening (counted now, not then) or closing (then, not now). `reason`: late – no earlier return had it; corrected –
-- an earlier return had it otherwise; moved – its unit no longer stands here. A denunciation, or a case that ever was one, has
-- neither unit nor code.
with opening as (
    select r.register, r.kind, r.unit, r.source, r.code, r.code_key, r.received_on
    from register r join below b on b.asked = r.asked and b.code = r.unit
    where r.asked = $period and r.span = $span and r.is_opening and r.register is not null
), closing as (
    select r.register, r.kind, r.unit, r.source, r.code, r.code_key, r.received_on
    from register r join below b on b.asked = r.asked and b.code = r.unit
    where r.asked = $before and r.span = 'quarter' and r.is_closing and r.register is not null
), unmatched as (
    select 'opening' as counted, * from opening o
    where not exists (from closing c where (c.source, c.code_key, c.kind) = (o.source, o.code_key, o.kind))
    union all
    select 'closing', * from closing c
    where not exists (from opening o where (o.source, o.code_key, o.kind) = (c.source, c.code_key, c.kind))
), different as (
    -- a merged unit goes on reporting its predecessors' cases: the same code, kind and day of receipt under another source
    select * from unmatched u
    where not exists (
        from unmatched v
        where v.counted <> u.counted and (v.register, v.code_key, v.kind, v.received_on) = (u.register, u.code_key, u.kind, u.received_on))
), told as (
    select d.*, exists(
               from case_state s
               where (s.source, s.code_key) = (d.source, d.code_key)
               and s.asked = if(d.counted = 'opening', $before, $period)) as is_known,
           exists(
               from case_state s
               where (s.source, s.code_key, s.kind) = (d.source, d.code_key, 'TC') and s.asked in ($before, $period)) as is_withheld
    from different d
)
select register, kind, counted,
       case when is_known then 'corrected' when counted = 'opening' then 'late' else 'moved' end as reason,
       if(is_withheld, null, unit) as unit, if(is_withheld, null, code) as code
from told
order by register, kind, counted desc, received_on, code
