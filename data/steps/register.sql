-- Each case judged over the quarter and over the year to date. Grain: asked, unit, source, code_key, span.
-- `register`: complaints (kept by the People's Committee) or feedback (kept by the groups).
-- Every `is_…` is one count of the register; opening + received = resolved + closed_otherwise + closing.
with spans as (
    select asked, cut_off, 'quarter' as span, starts_on from asked
    union all
    select asked, cut_off, 'year', year_starts_on from asked
), judged as (
    select c.*, s.span, s.cut_off, s.starts_on, c.is_closed and c.closed_on <= s.cut_off as has_closed,
           case u.kind when 'people_committee' then 'complaints' when 'group' then 'feedback' end as register
    from case_state c
    join spans s using (asked)
    join unit_at u on u.asked = c.asked and u.code = c.source
    where c.received_on <= s.cut_off and not (c.is_closed and c.closed_on < s.starts_on)
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
       not has_closed and is_under_competence and status <> 'suspended' as is_running,
       is_running and coalesce(due_on < cut_off, false) as is_open_overdue,
       is_running and coalesce(due_on between cut_off and cut_off + 7, false) as is_due_soon,
       not has_closed and is_under_competence and accepted_on is null and coalesce(accept_by < cut_off, false) as is_acceptance_overdue
from judged
