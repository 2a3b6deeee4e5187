package org.hearthgate.home.rules.internal;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a type checker cannot see: times, days, zones and stretches that are written out, and how much there is of it all. */
final class Literals {
    private static final Set<String> DAYS = Set.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
    private static final long MOST_MINUTES = 48 * 60;
    private static final long MOST_HOURS = 48;

    private final CelAbstractSyntaxTree tree;
    private final List<Refused.Fault> faults = new ArrayList<>();

    private Literals(CelAbstractSyntaxTree tree) {
        this.tree = tree;
    }

    static List<Refused.Fault> faults(CelAbstractSyntaxTree tree) {
        var literals = new Literals(tree);
        List<CelNavigableExpr> nodes = nodes(tree);
        if (nodes.size() > Language.MOST_NODES) {
            literals.faults.add(new Refused.Fault(
                    1,
                    1,
                    "too long: " + nodes.size() + " parts, at most " + Language.MOST_NODES + "; make two rules of it"));
        }
        nodes.stream()
                .map(CelNavigableExpr::expr)
                .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.CALL)
                .forEach(literals::check);
        return literals.faults;
    }

    /** {@return the names of facts it asks for} */
    static Set<String> names(CelAbstractSyntaxTree tree) {
        var names = new TreeSet<String>();
        nodes(tree).stream()
                .map(CelNavigableExpr::expr)
                .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.IDENT)
                .map(node -> node.ident().name())
                .filter(Facts.BY_NAME::containsKey)
                .forEach(names::add);
        return names;
    }

    private static List<CelNavigableExpr> nodes(CelAbstractSyntaxTree tree) {
        return CelNavigableAst.fromAst(tree).getRoot().allNodes().toList();
    }

    private void check(CelExpr node) {
        CelExpr.CelCall call = node.call();
        switch (call.function()) {
            case "between" -> {
                time(call.args().get(0));
                time(call.args().get(1));
                if (call.args().size() > 2) {
                    zone(call.args().get(2));
                }
            }
            case "on" -> day(call.args().get(0));
            case "minutes" -> stretch(call.args().get(0), MOST_MINUTES);
            case "hours" -> stretch(call.args().get(0), MOST_HOURS);
            default -> {
                // its types say all there is to check
            }
        }
    }

    private void time(CelExpr argument) {
        text(argument, "a time like \"22:00\"").ifPresent(written -> {
            try {
                if (written.length() != "22:00".length()) {
                    throw new DateTimeException("not HH:mm");
                }
                LocalTime.parse(written);
            } catch (DateTimeException e) {
                fault(argument, "'" + written + "' is no time: write one like \"22:00\"");
            }
        });
    }

    private void zone(CelExpr argument) {
        text(argument, "a time zone like \"Europe/Berlin\"")
                .filter(written -> !ZoneId.getAvailableZoneIds().contains(written))
                .ifPresent(written ->
                        fault(argument, "'" + written + "' is no time zone: write one like \"Europe/Berlin\""));
    }

    private void day(CelExpr argument) {
        text(argument, "a day like \"SAT\"")
                .filter(written -> !DAYS.contains(written))
                .ifPresent(written ->
                        fault(argument, "'" + written + "' is no day: write MON, TUE, WED, THU, FRI, SAT or SUN"));
    }

    private void stretch(CelExpr argument, long most) {
        boolean fits = argument.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && argument.constant().getKind() == CelConstant.Kind.INT64_VALUE
                && argument.constant().int64Value() > 0
                && argument.constant().int64Value() <= most;
        if (!fits) {
            fault(argument, "write a whole number from 1 to " + most + " here");
        }
    }

    private Optional<String> text(CelExpr argument, String what) {
        if (argument.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && argument.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
            return Optional.of(argument.constant().stringValue());
        }
        fault(argument, "write " + what + " out here");
        return Optional.empty();
    }

    private void fault(CelExpr at, String reason) {
        Integer offset = tree.getSource().getPositionsMap().get(at.id());
        Optional<CelSourceLocation> place =
                offset == null ? Optional.empty() : tree.getSource().getOffsetLocation(offset);
        faults.add(new Refused.Fault(
                place.map(CelSourceLocation::getLine).orElse(1),
                place.map(CelSourceLocation::getColumn).orElse(0) + 1,
                reason));
    }
}
