package org.hearthgate.commissioning.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hearthgate.api.commissioning.SettingsForm.Choice;
import org.hearthgate.api.commissioning.SettingsForm.Field;
import org.hearthgate.api.commissioning.SettingsForm.Type;

class FieldCheckTest {
    private static Field field(Type type, boolean list, String min, String max, Choice... choices) {
        return new Field(
                "key",
                "Name",
                "What it is",
                type,
                list,
                false,
                List.of(),
                Optional.ofNullable(min),
                Optional.ofNullable(max),
                List.of(choices));
    }

    private static Object check(Field field, Object value) {
        return new FieldCheck(field).value(value);
    }

    @Provide
    Arbitrary<Object> anything() {
        return Arbitraries.oneOf(
                Arbitraries.strings().map(text -> (Object) text),
                Arbitraries.longs().map(number -> (Object) number),
                Arbitraries.doubles().map(number -> (Object) number),
                Arbitraries.bigDecimals().map(number -> (Object) number),
                Arbitraries.of(true, false).map(truth -> (Object) truth),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY).map(number -> (Object) number),
                Arbitraries.strings().list().ofMaxSize(5).map(several -> (Object) several));
    }

    /** A configuration takes four types and arrays of texts; the launcher writes and reads no other. */
    @Property(tries = 3000)
    void whatever_is_sent_becomes_a_value_of_its_type_or_a_sentence(
            @ForAll Type type, @ForAll boolean list, @ForAll("anything") Object sent) {
        Object value;
        try {
            value = check(field(type, list, null, null), sent);
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank().hasSizeLessThan(400);
            return;
        }
        Class<?> expected = list
                ? String[].class
                : switch (type) {
                    case TEXT, SECRET -> String.class;
                    case WHOLE_NUMBER -> Long.class;
                    case NUMBER -> Double.class;
                    case TRUTH -> Boolean.class;
                };
        assertThat(value).isInstanceOf(expected);
    }

    @Property(tries = 1000)
    void a_number_within_its_bounds_is_taken_and_one_beyond_is_not(@ForAll long number) {
        Field port = field(Type.WHOLE_NUMBER, false, "-1", "65535");
        if (number >= -1 && number <= 65535) {
            assertThat(check(port, number)).isEqualTo(number);
        } else {
            assertThatThrownBy(() -> check(port, number)).hasMessage("must be -1 to 65535, was " + number);
        }
    }

    @Example
    void the_bounds_themselves_are_inside() {
        Field port = field(Type.WHOLE_NUMBER, false, "-1", "65535");
        assertThat(check(port, -1L)).isEqualTo(-1L);
        assertThat(check(port, 65_535L)).isEqualTo(65_535L);
        assertThatThrownBy(() -> check(port, 65_536L)).hasMessage("must be -1 to 65535, was 65536");
        assertThatThrownBy(() -> check(port, new BigDecimal("80.5")))
                .hasMessageStartingWith("is a whole number, was 80.5");
        assertThatThrownBy(() -> check(field(Type.NUMBER, false, "1", null), 0L))
                .hasMessage("must be at least 1, was 0");
        assertThatThrownBy(() -> check(field(Type.NUMBER, false, null, "1"), 2L))
                .hasMessage("must be at most 1, was 2");
    }

    @Example
    void a_secret_is_never_repeated() {
        assertThatThrownBy(() -> check(field(Type.SECRET, false, null, null), 271828L))
                .hasMessageNotContaining("271828");
        assertThatThrownBy(() -> check(field(Type.SECRET, false, null, null, new Choice("a", "A")), "271828"))
                .hasMessageNotContaining("271828");
        assertThatThrownBy(() -> check(field(Type.SECRET, false, null, null), "2718\n28"))
                .hasMessageNotContaining("2718");
    }

    @Example
    void the_sentence_of_a_stack_trace_is_the_adapters_own() {
        assertThat(Components.why("java.lang.reflect.InvocationTargetException\n\tat x.Y.z(Y.java:1)\n"
                        + "Caused by: java.lang.IllegalArgumentException: org.hearthgate.adapter.toy: port is taken; choose another\n"
                        + "\tat a.B.c(B.java:2)\n\t... 3 more\n"))
                .isEqualTo("org.hearthgate.adapter.toy: port is taken; choose another");
        assertThat(Components.why(
                        "java.lang.IllegalArgumentException: org.hearthgate.adapter.toy: host 'x' is no address; set one\n\tat x.Y.z(Y.java:1)\n"
                                + "Caused by: java.net.UnknownHostException: x\n\tat a.B.c(B.java:2)"))
                .isEqualTo("org.hearthgate.adapter.toy: host 'x' is no address; set one");
        assertThat(Components.why("java.lang.IllegalStateException: no radio\n\tat x.Y.z(Y.java:1)"))
                .isEqualTo("no radio");
        assertThat(Components.why("")).contains("see the hub's log");
    }
}
