package org.hearthgate.home.rules.internal;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every word of the language beside CEL's own operators, with its types for the checker and its meaning for the evaluation. All of them are
 * pure and take a time that their arguments cannot stretch: no text is searched, no list is walked but the person's own last hours.
 */
final class Vocabulary {
    static final CelType RECENT = OpaqueType.create("last");
    static final CelType AHEAD = OpaqueType.create("ahead");
    static final CelType CLOCK = OpaqueType.create("clock");

    private final Map<String, List<CelOverloadDecl>> overloads = new LinkedHashMap<>();
    private final List<CelFunctionBinding> bindings = new ArrayList<>();

    Vocabulary() {
        for (Quantity quantity : Quantity.values()) {
            compared(quantity);
            quantity.units().forEach(unit -> written(quantity, unit));
        }
        stretch("minutes", Duration.ofMinutes(1));
        stretch("hours", Duration.ofHours(1));
        recent("insulin", type(Quantity.INSULIN), Recent::insulin);
        recent("carbs", type(Quantity.CARBOHYDRATE), Recent::carbs);
        recent("steps", SimpleType.INT, Recent::steps);
        recent("lowest", type(Quantity.GLUCOSE), Recent::lowest);
        recent("highest", type(Quantity.GLUCOSE), Recent::highest);
        ahead("glucose", type(Quantity.GLUCOSE), Ahead::glucose);
        ahead("low_chance", SimpleType.DOUBLE, Ahead::lowChance);
        declare("on", CelOverloadDecl.newMemberOverload("clock_on", SimpleType.BOOL, CLOCK, SimpleType.STRING));
        bindings.add(CelFunctionBinding.from("clock_on", LocalClock.class, String.class, LocalClock::on));
        declare(
                "between",
                CelOverloadDecl.newMemberOverload(
                        "clock_between", SimpleType.BOOL, CLOCK, SimpleType.STRING, SimpleType.STRING));
        declare(
                "between",
                CelOverloadDecl.newMemberOverload(
                        "clock_between_zone",
                        SimpleType.BOOL,
                        CLOCK,
                        SimpleType.STRING,
                        SimpleType.STRING,
                        SimpleType.STRING));
        bindings.add(CelFunctionBinding.from(
                "clock_between", List.of(LocalClock.class, String.class, String.class), args -> ((LocalClock) args[0])
                        .between((String) args[1], (String) args[2])));
        bindings.add(CelFunctionBinding.from(
                "clock_between_zone",
                List.of(LocalClock.class, String.class, String.class, String.class),
                args -> ((LocalClock) args[0]).between((String) args[1], (String) args[2], (String) args[3])));
    }

    /** {@return the names a home may use, with their types} */
    static Map<String, CelType> variables() {
        var types = new LinkedHashMap<String, CelType>();
        types.put("glucose", type(Quantity.GLUCOSE));
        types.put("trend", type(Quantity.GLUCOSE_RATE));
        types.put("silence", SimpleType.DURATION);
        types.put("heart_rate", type(Quantity.HEART_RATE));
        types.put("ketone", type(Quantity.KETONE));
        types.put("oxygen", type(Quantity.OXYGEN));
        types.put("temperature", type(Quantity.TEMPERATURE));
        types.put("weight", type(Quantity.MASS));
        types.put("last", RECENT);
        types.put("ahead", AHEAD);
        types.put("clock", CLOCK);
        return types;
    }

    List<CelFunctionDecl> declarations() {
        return overloads.entrySet().stream()
                .map(entry -> CelFunctionDecl.newFunctionDeclaration(entry.getKey(), entry.getValue()))
                .toList();
    }

    List<CelFunctionBinding> bindings() {
        return bindings;
    }

    private static CelType type(Quantity quantity) {
        return OpaqueType.create(quantity.typeName());
    }

    private void declare(String function, CelOverloadDecl overload) {
        overloads.computeIfAbsent(function, any -> new ArrayList<>()).add(overload);
    }

    private void compared(Quantity quantity) {
        compared(quantity, "_<_", "less", (a, b) -> a.compareTo(b) < 0);
        compared(quantity, "_<=_", "less_equals", (a, b) -> a.compareTo(b) <= 0);
        compared(quantity, "_>_", "greater", (a, b) -> a.compareTo(b) > 0);
        compared(quantity, "_>=_", "greater_equals", (a, b) -> a.compareTo(b) >= 0);
    }

    private void compared(Quantity quantity, String operator, String name, Comparison meaning) {
        String id = name + "_" + quantity.typeName();
        declare(operator, CelOverloadDecl.newGlobalOverload(id, SimpleType.BOOL, type(quantity), type(quantity)));
        bindings.add(CelFunctionBinding.from(id, Measured.class, Measured.class, meaning::holds));
    }

    @Immutable
    private interface Comparison {
        boolean holds(Measured one, Measured other);
    }

    private void written(Quantity quantity, Quantity.Unit unit) {
        String function = unit.function();
        declare(function, CelOverloadDecl.newGlobalOverload(function + "_int", type(quantity), SimpleType.INT));
        declare(function, CelOverloadDecl.newGlobalOverload(function + "_double", type(quantity), SimpleType.DOUBLE));
        bindings.add(CelFunctionBinding.from(
                function + "_int", Long.class, number -> Measured.of(quantity, unit.canonical(number))));
        bindings.add(CelFunctionBinding.from(
                function + "_double", Double.class, number -> Measured.of(quantity, unit.canonical(number))));
    }

    private void stretch(String function, Duration one) {
        declare(function, CelOverloadDecl.newGlobalOverload(function + "_int", SimpleType.DURATION, SimpleType.INT));
        bindings.add(CelFunctionBinding.from(function + "_int", Long.class, one::multipliedBy));
    }

    @Immutable
    private interface OfRecent {
        Object value(Recent recent, Duration stretch);
    }

    private void recent(String function, CelType result, OfRecent meaning) {
        String id = "last_" + function;
        declare(function, CelOverloadDecl.newMemberOverload(id, result, RECENT, SimpleType.DURATION));
        bindings.add(CelFunctionBinding.from(id, Recent.class, Duration.class, meaning::value));
    }

    @Immutable
    private interface OfAhead {
        Object value(Ahead ahead, Duration stretch);
    }

    private void ahead(String function, CelType result, OfAhead meaning) {
        String id = "ahead_" + function;
        declare(function, CelOverloadDecl.newMemberOverload(id, result, AHEAD, SimpleType.DURATION));
        bindings.add(CelFunctionBinding.from(id, Ahead.class, Duration.class, meaning::value));
    }
}
