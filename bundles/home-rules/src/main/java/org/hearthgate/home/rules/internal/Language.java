package org.hearthgate.home.rules.internal;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import java.util.ArrayList;
import java.util.List;

/**
 * Google's Common Expression Language with the words of {@link Vocabulary}, cut down to what a reason to wake somebody needs: comparing,
 * and, or, not, arithmetic with plain numbers. No macro and so no loop, no regular expression, no text but literals: an evaluation costs at
 * most a fixed price per node, and there are at most {@value #MOST_NODES} of them. Thread-safe.
 */
final class Language {
    static final int LONGEST = 1_000;
    static final int MOST_NODES = 200;
    private static final int DEEPEST = 20;

    private final CelCompiler compiler;
    private final CelRuntime runtime;

    Language() {
        var vocabulary = new Vocabulary();
        CelOptions options = CelOptions.current()
                .maxExpressionCodePointSize(LONGEST)
                .maxParseRecursionDepth(DEEPEST)
                .build();
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(options)
                .setStandardMacros()
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(CelStandardDeclarations.newBuilder()
                        .includeFunctions(
                                CelStandardDeclarations.StandardFunction.CONDITIONAL,
                                CelStandardDeclarations.StandardFunction.LOGICAL_NOT,
                                CelStandardDeclarations.StandardFunction.LOGICAL_AND,
                                CelStandardDeclarations.StandardFunction.LOGICAL_OR,
                                CelStandardDeclarations.StandardFunction.EQUALS,
                                CelStandardDeclarations.StandardFunction.NOT_EQUALS,
                                CelStandardDeclarations.StandardFunction.LESS,
                                CelStandardDeclarations.StandardFunction.LESS_EQUALS,
                                CelStandardDeclarations.StandardFunction.GREATER,
                                CelStandardDeclarations.StandardFunction.GREATER_EQUALS,
                                CelStandardDeclarations.StandardFunction.NEGATE)
                        .build())
                .setResultType(SimpleType.BOOL)
                .addFunctionDeclarations(vocabulary.declarations());
        Vocabulary.variables().forEach(builder::addVar);
        compiler = builder.build();
        runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
                .setOptions(options)
                .setStandardEnvironmentEnabled(false)
                .setStandardFunctions(CelStandardFunctions.newBuilder()
                        .includeFunctions(
                                CelStandardFunctions.StandardFunction.EQUALS,
                                CelStandardFunctions.StandardFunction.NOT_EQUALS,
                                CelStandardFunctions.StandardFunction.LESS,
                                CelStandardFunctions.StandardFunction.LESS_EQUALS,
                                CelStandardFunctions.StandardFunction.GREATER,
                                CelStandardFunctions.StandardFunction.GREATER_EQUALS,
                                CelStandardFunctions.StandardFunction.LOGICAL_NOT,
                                CelStandardFunctions.StandardFunction.NEGATE)
                        .build())
                .addFunctionBindings(vocabulary.bindings())
                .build();
    }

    /**
     * Checks an expression and makes it ready.
     *
     * @throws Refused with place and reason of every fault
     */
    Expression compile(String text) {
        CelAbstractSyntaxTree tree = checked(text);
        List<Refused.Fault> faults = Literals.faults(tree);
        if (!faults.isEmpty()) {
            throw Refused.of(faults);
        }
        try {
            return new Expression(text, Literals.names(tree), runtime.createProgram(tree));
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("a checked expression could not be made ready", e);
        }
    }

    private CelAbstractSyntaxTree checked(String text) {
        if (text.isBlank()) {
            throw Refused.of(List.of(new Refused.Fault(1, 1, "write an expression, e.g. glucose < mgdl(80)")));
        }
        try {
            return compiler.compile(text).getAst();
        } catch (CelValidationException e) {
            var faults = new ArrayList<Refused.Fault>();
            for (CelIssue issue : e.getErrors()) {
                faults.add(Complaint.of(text, issue));
            }
            throw Refused.of(faults.stream().distinct().limit(3).toList());
        }
    }
}
