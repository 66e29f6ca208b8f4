-- The counts of both registers under the names that indicators use for them, by kind and span; `at_hand` is opening +
-- received, which `received` means as a denominator. Grain: asked, unit, register, kind, span, counted. Cases.
select asked, unit, register, kind, span, counted, count(*) filter (holds) as cases
from (
    unpivot (
        select asked, unit, register, kind, span, is_at_hand as at_hand, is_opening as opening, is_received as received,
               is_under_competence as under_competence, is_resolved as resolved,
               is_resolved_with_deadline as resolved_with_deadline, is_resolved_on_time as resolved_on_time,
               is_closed_otherwise as closed_otherwise, is_closing as closing, is_open_overdue as open_overdue,
               is_due_soon as due_soon, is_acceptance_overdue as acceptance_overdue
        from register
    ) on columns(* exclude (asked, unit, register, kind, span)) into name counted value holds
)
group by all
