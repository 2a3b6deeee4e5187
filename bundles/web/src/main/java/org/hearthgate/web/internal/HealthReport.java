package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hearthgate.api.hub.Health;
import org.hearthgate.api.hub.HealthProbe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the hub is, all probes together. The alarm path is proven only when every probe on it is well and every one that must be there is
 * there: a probe that is gone cannot say that it fails.
 */
record HealthReport(List<Line> lines) {
    private static final Logger LOG = LoggerFactory.getLogger(HealthReport.class);

    /** What one probe says. */
    record Line(String name, boolean onAlarmPath, Health health) {
        private boolean breaksAlarmPath() {
            return onAlarmPath && health.status() == Health.Status.FAILED;
        }
    }

    static HealthReport of(List<HealthProbe> probes, Set<String> required) {
        var lines = new ArrayList<Line>();
        probes.forEach(probe -> lines.add(new Line(probe.name(), probe.onAlarmPath(), check(probe))));
        required.stream()
                .filter(name -> lines.stream().noneMatch(line -> line.name().equals(name)))
                .sorted()
                .forEach(
                        name -> lines.add(
                                new Line(
                                        name,
                                        true,
                                        Health.failed(
                                                "'" + name
                                                        + "' is not running, and alarms need it. Restart the hub; if it stays, run 'hub doctor'."))));
        return new HealthReport(List.copyOf(lines));
    }

    private static Health check(HealthProbe probe) {
        try {
            return probe.check();
        } catch (RuntimeException e) { // a probe that breaks its promise must not hide the others
            LOG.debug("Health probe {} failed to answer; the report says so to whoever asks", probe.name(), e);
            return Health.failed("The check of '" + probe.name() + "' itself failed. Run 'hub doctor'.");
        }
    }

    boolean alarmPathProven() {
        return lines.stream().noneMatch(Line::breaksAlarmPath);
    }

    ObjectNode status() {
        return Json.object().put("status", alarmPathProven() ? "ok" : "failing");
    }

    ObjectNode withReasons() {
        ObjectNode json = status();
        ArrayNode checks = json.putArray("checks");
        lines.forEach(line -> checks.add(Json.object()
                .put("name", line.name())
                .put("status", line.health().status().name().toLowerCase(Locale.ROOT))
                .put("onAlarmPath", line.onAlarmPath())
                .put("message", line.health().message())));
        return json;
    }
}
