-- Every complaint case in its last reported state, with its deadlines. Grain: asked, unit, source, code_key.
-- A case that a unit's successor goes on reporting is no longer its own. due_on (Luật Khiếu nại Đ.28, Luật Tố cáo
-- Đ.30 by deadlines.csv) is null where the law gives no days or the case is not accepted; accept_by is the last day for
-- acceptance, day 1 being the day after receipt.
with reported as (
    select r.asked, r.unit as source, c.*
    from return_until r join complaint c on c.submission = r.id
    qualify row_number() over (partition by r.asked, r.unit, c.code_key order by r.ends_on desc) = 1
), continued as (
    select l.asked, l.source, r.code_key, r.kind, r.received_on
    from (select asked, source, unnest(list_concat(nearer, later)) as successor from lineage) l
    join reported r on r.asked = l.asked and r.source = l.successor
), kept as (
    select l.unit, c.* from reported c join lineage l using (asked, source)
    where not exists (
        from continued n
        where n.asked = c.asked and n.source = c.source
        and n.code_key = c.code_key and n.kind = c.kind and n.received_on = c.received_on)
), deadline as (
    select d.* from deadlines d join moment m on d.catalogue = m.catalogue where d.days is not null
), office as (
    select w.day, w.number, lead(w.day) over (order by w.number) as next_day
    from working_day w join moment m on w.catalogue = m.catalogue
), calendar as ( -- every day, with the number of the last working day up to it
    select unnest(generate_series(day, next_day - 1, interval 1 day))::date as day, number from office
)
select c.*, d.basis as due_basis, d.days as due_days,
       c.accepted_on + d.days + c.extension_days + c.suspension_days as due_on,
       a.basis as accept_basis,
       case a.day_type
           when 'calendar' then c.received_on + a.days
           when 'working' then last.day
       end as accept_by
from kept c
left join deadline d
    on d.step = 'resolution' and d.kind = c.kind and d.complexity in ('any', if(c.is_complex, 'complex', 'normal'))
    and d.valid_from <= c.accepted_on and coalesce(c.accepted_on < d.valid_to, true)
left join deadline a
    on a.step = 'acceptance' and a.kind = c.kind and a.complexity in ('any', if(c.is_complex, 'complex', 'normal'))
    and a.valid_from <= c.received_on and coalesce(c.received_on < a.valid_to, true)
left join calendar receipt on receipt.day = c.received_on
left join office last on last.number = coalesce(receipt.number, 0) + a.days
