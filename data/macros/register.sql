-- Each case judged over the quarter and over the year to date. Grain: unit, source, code_key, span.
-- `register`: complaints (kept by the People's Committee) or feedback (kept by the groups).
-- Every `is_…` is one count of the register; opening + received = resolved + closed_otherwise + closing.
create or replace macro register(asked, cut_off, as_of) as table (
    with p as (select * from periods where catalogue = catalogue_at(as_of) and code = asked),
    spans as (
        select 'quarter' as span, starts_on from p union all select 'year', year_starts_on from p
    ), keeper as (
        select distinct code as source, case kind when 'people_committee' then 'complaints' when 'group' then 'feedback' end as register
        from units where catalogue = catalogue_at(as_of)
    ), judged as (
        select c.*, k.register, s.span, s.starts_on, c.is_closed and c.closed_on <= cut_off as has_closed
        from cases(asked, as_of) c join keeper k using (source) cross join spans s
        where c.received_on <= cut_off and not (c.is_closed and c.closed_on < s.starts_on)
    )
    select *,
           true as is_at_hand,
           received_on < starts_on as is_opening,
           received_on >= starts_on as is_received,
           has_closed and status = 'resolved' as is_resolved,
           is_resolved and due_on is not null as is_resolved_with_deadline,
           -- the due day itself counts as on time (Luật Khiếu nại 2011 Điều 28)
           is_resolved and coalesce(closed_on <= due_on, false) as is_resolved_on_time,
           has_closed and status <> 'resolved' as is_closed_otherwise,
           not has_closed as is_closing,
           not has_closed and is_under_competence and status <> 'suspended' and coalesce(due_on < cut_off, false) as is_open_overdue,
           not has_closed and is_under_competence and status <> 'suspended'
               and coalesce(due_on between cut_off and cut_off + 7, false) as is_due_soon,
           not has_closed and is_under_competence and accepted_on is null
               and coalesce(accept_by < cut_off, false) as is_acceptance_overdue
    from judged
);
