package org.hearthgate.home.rules.internal;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hearthgate.api.alert.Snapshot;

/** A checked expression. Thread-safe; the same snapshot gives the same answer. */
final class Expression {
    private final String text;
    private final Set<String> names;
    private final CelRuntime.Program program;

    Expression(String text, Set<String> names, CelRuntime.Program program) {
        this.text = text;
        this.names = Set.copyOf(names);
        this.program = program;
    }

    String text() {
        return text;
    }

    /** {@return yes or no; empty when something it asks for is not known now} */
    Optional<Boolean> ask(Snapshot snapshot) {
        Map<String, Object> facts = new HashMap<>();
        for (String name : names) {
            Optional<?> fact = Facts.BY_NAME.get(name).apply(snapshot);
            if (fact.isEmpty()) {
                return Optional.empty();
            }
            facts.put(name, fact.get());
        }
        try {
            return Optional.of((Boolean) program.eval(facts));
        } catch (CelEvaluationException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof NotKnown) {
                    return Optional.empty();
                }
            }
            throw new IllegalStateException("the expression cannot be judged: " + e.getMessage(), e);
        }
    }
}
