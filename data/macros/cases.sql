-- Every complaint case in its last reported state, with its deadline. Grain: unit, source, code_key.
-- A case that a merged unit goes on reporting is no longer its predecessor's.
-- due_on (Luật Khiếu nại Đ.28, Luật Tố cáo Đ.30 by deadlines.csv) is null where the law gives no days or the case is not
-- accepted; accept_by is the last day for acceptance, day 1 being the day after receipt.
create or replace macro cases(asked, as_of) as table (
    with reported as (
        select r.unit as source, c.*, r.ends_on as reported_for
        from returns_until(asked, as_of) r join complaint c on c.submission = r.id
        qualify row_number() over (partition by r.unit, c.code_key order by r.ends_on desc) = 1
    ), kept as (
        select l.unit, c.* from reported c join lineage(last_day_of(asked, as_of), as_of) l using (source)
        where not exists (
            from reported n where list_contains(l.nearer, n.source)
            and n.code_key = c.code_key and n.kind = c.kind and n.received_on = c.received_on)
    ), resolution as (
        select * from deadlines where catalogue = catalogue_at(as_of) and step = 'resolution' and days is not null
    ), acceptance as (
        select * from deadlines where catalogue = catalogue_at(as_of) and step = 'acceptance' and days is not null
    ), office as (
        select day, number from working_day where catalogue = catalogue_at(as_of)
    )
    select c.*, d.basis as due_basis, d.days as due_days,
           c.accepted_on + (d.days + c.extension_days + c.suspension_days)::integer as due_on,
           a.basis as accept_basis,
           case a.day_type
               when 'calendar' then c.received_on + a.days::integer
               else (
                   select min(o.day) from office o
                   where o.number = a.days + (select max(b.number) from office b where b.day <= c.received_on)
               )
           end as accept_by
    from kept c
    left join resolution d
        on d.kind = c.kind and d.complexity in ('any', if(c.is_complex, 'complex', 'normal'))
        and d.valid_from <= c.accepted_on and (d.valid_to is null or c.accepted_on < d.valid_to)
    left join acceptance a
        on a.kind = c.kind and a.complexity in ('any', if(c.is_complex, 'complex', 'normal'))
        and a.valid_from <= c.received_on and (a.valid_to is null or c.received_on < a.valid_to)
);
