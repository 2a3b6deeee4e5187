package org.hearthgate.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import net.jqwik.api.Example;
import net.jqwik.api.lifecycle.AfterExample;
import net.jqwik.api.lifecycle.BeforeExample;
import org.osgi.framework.ServiceException;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;

class FrameworkLogTest {
    private static final String REFUSED = "org.hearthgate.rule.low: belowMgPerDl must be 60 to 100, was 500";

    private final List<LogRecord> heard = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            heard.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final Logger logger = Logger.getLogger("osgi");
    private final FrameworkLog log = new FrameworkLog(null);
    private long nowMillis = 1_000_000;

    @BeforeExample
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterExample
    void stopListening() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    @Example
    void wrong_settings_are_one_line_however_many_ask_for_the_part() {
        for (int i = 0; i < 5; i++) {
            say(
                    LogLevel.ERROR,
                    "Error during instantiation",
                    new IllegalStateException(new IllegalArgumentException(REFUSED)));
            say(
                    LogLevel.ERROR,
                    "Error during instantiation",
                    new Exception("java.lang.IllegalArgumentException: " + REFUSED));
            say(LogLevel.WARN, "bundle org.hearthgate.web: Could not get service from ref [AlertRule]", null);
            say(
                    LogLevel.ERROR,
                    "FrameworkEvent ERROR",
                    new ServiceException("Service factory returned null. (Component: low)"));
        }
        assertThat(loud()).containsExactly("SEVERE A part does not start: " + REFUSED);
        assertThat(heard.get(0).getThrown()).isNull();
    }

    @Example
    void the_same_wrong_settings_are_told_again_a_minute_later_and_others_at_once() {
        say(LogLevel.ERROR, "", new IllegalArgumentException(REFUSED));
        say(LogLevel.ERROR, "", new IllegalArgumentException("another"));
        nowMillis += 61_000;
        say(LogLevel.ERROR, "", new IllegalArgumentException(REFUSED));
        assertThat(loud()).hasSize(3);
    }

    @Example
    void a_word_where_a_number_belongs_is_told_with_the_settings_name() {
        var thrown = new Exception("org.osgi.service.component.ComponentException: " + numberFormat());
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("org.apache.felix.scr.Handler", "invoke", "", 1),
            new StackTraceElement("jdk.proxy11.$Proxy20", "newSensorHours", "", 1)
        });
        say(LogLevel.ERROR, "Error during instantiation", new Exception("null", thrown));
        assertThat(loud())
                .containsExactly("SEVERE A part does not start: newSensorHours must be a number, was \"many\"");
    }

    private static NumberFormatException numberFormat() {
        try {
            throw new AssertionError(Integer.parseInt("many"));
        } catch (NumberFormatException e) {
            return e;
        }
    }

    @Example
    void anything_else_that_fails_keeps_its_stack() {
        var broken = new IllegalStateException("broken");
        say(LogLevel.ERROR, "it failed", broken);
        assertThat(loud()).containsExactly("SEVERE it failed");
        assertThat(heard.get(0).getThrown()).isSameAs(broken);
    }

    private List<String> loud() {
        return heard.stream()
                .filter(record -> record.getLevel().intValue() >= Level.INFO.intValue())
                .map(record -> record.getLevel() + " " + new SimpleFormatter().formatMessage(record))
                .toList();
    }

    private void say(LogLevel level, String message, Throwable thrown) {
        log.logged((LogEntry) Proxy.newProxyInstance(
                LogEntry.class.getClassLoader(),
                new Class<?>[] {LogEntry.class},
                (proxy, method, words) -> switch (method.getName()) {
                    case "getLogLevel" -> level;
                    case "getMessage" -> message;
                    case "getException" -> thrown;
                    case "getTime" -> nowMillis;
                    default -> null;
                }));
    }
}
