-- The counts of both registers over the year to date under the names that indicators use for them, such as
-- complaints:resolved (all kinds) or complaints:KN+TC:resolved_on_time. Grain: unit, operand. Unit: cases.
create or replace macro register_counts(asked, cut_off, as_of) as table (
    with operand as (
        select distinct name, split_part(name, ':', 1) as register, split_part(name, ':', -1) as counted,
               if(len(string_split(name, ':')) = 3, string_split(split_part(name, ':', 2), '+'), null) as kinds
        from (
            select unnest([numerator, replace(denominator, ':received', ':at_hand')]) as name
            from indicators where catalogue = catalogue_at(as_of) and method = 'register'
        )
    ), counted as (
        select unit, register, kind, counted
        from (
            unpivot (
                select unit, register, kind, is_at_hand as at_hand, is_opening as opening, is_received as received,
                       is_at_hand and is_under_competence as under_competence, is_resolved as resolved,
                       is_resolved_with_deadline as resolved_with_deadline, is_resolved_on_time as resolved_on_time,
                       is_closed_otherwise as closed_otherwise, is_closing as closing, is_open_overdue as open_overdue,
                       is_due_soon as due_soon, is_acceptance_overdue as acceptance_overdue
                from register(asked, cut_off, as_of) where span = 'year'
            ) on columns(* exclude (unit, register, kind)) into name counted value holds
        )
        where holds
    )
    select c.unit, o.name as operand, count(*) as quantity
    from operand o
    join counted c on c.register = o.register and c.counted = o.counted and (o.kinds is null or list_contains(o.kinds, c.kind))
    group by all
);
