package org.hearthgate.web.internal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.OptionalDouble;
import org.hearthgate.api.insight.ConsensusEvent;
import org.hearthgate.api.insight.GlucoseLevel;
import org.hearthgate.api.insight.GlucoseReport;
import org.hearthgate.api.insight.GlucoseRisk;
import org.hearthgate.api.insight.SensorWear;
import org.hearthgate.api.insight.TimeInRanges;
import org.hearthgate.api.insight.UsualGlucose;

/** The shape on the wire of a report's figures; a figure that would rest on too little is left out. Rounded to what a report prints. */
final class ReportJson {
    private ReportJson() {}

    static ObjectNode report(GlucoseReport report) {
        ObjectNode json = Json.object()
                .put("person", report.person().value())
                .put("from", report.from().toString())
                .put("until", report.until().toString())
                .put("zone", report.zone().getId());
        json.set("wear", wear(report.wear()));
        report.level().ifPresent(level -> json.set("level", level(level)));
        report.ranges().ifPresent(ranges -> json.set("ranges", ranges(ranges)));
        report.byTime().ifPresent(byTime -> {
            ObjectNode node = json.putObject("byTime").put("meanMgPerDl", tenths(byTime.meanMgPerDl()));
            node.set("ranges", ranges(byTime.ranges()));
        });
        report.risk().ifPresent(risk -> json.set("risk", risk(risk)));
        ObjectNode variability = json.putObject("variability");
        put(variability, "mageMgPerDl", report.variability().mageMgPerDl());
        put(variability, "moddMgPerDl", report.variability().moddMgPerDl());
        put(variability, "conga1MgPerDl", report.variability().conga1MgPerDl());
        put(variability, "conga4MgPerDl", report.variability().conga4MgPerDl());
        put(variability, "conga24MgPerDl", report.variability().conga24MgPerDl());
        ArrayNode events = json.putArray("events");
        for (ConsensusEvent.Kind kind : ConsensusEvent.Kind.values()) {
            events.add(events(report, kind));
        }
        ArrayNode profile = json.putArray("profile");
        report.profile().forEach(point -> profile.add(point(point)));
        return json;
    }

    private static ObjectNode wear(SensorWear wear) {
        ObjectNode json = Json.object()
                .put("days", wear.days())
                .put("daysWorn", wear.daysWorn())
                .put("readings", wear.readings())
                .put("coveredPercent", tenths(wear.coveredPercent()))
                .put("enoughForReport", wear.enoughForReport());
        wear.usualStep().ifPresent(step -> json.put("usualStepMinutes", step.toMinutes()));
        put(json, "activePercent", wear.activePercent());
        return json;
    }

    private static ObjectNode level(GlucoseLevel level) {
        ObjectNode json = Json.object()
                .put("meanMgPerDl", tenths(level.meanMgPerDl()))
                .put("medianMgPerDl", tenths(level.medianMgPerDl()))
                .put("lowerQuartileMgPerDl", tenths(level.lowerQuartileMgPerDl()))
                .put("upperQuartileMgPerDl", tenths(level.upperQuartileMgPerDl()))
                .put("gmiPercent", tenths(level.gmiPercent()));
        put(json, "standardDeviationMgPerDl", level.standardDeviationMgPerDl());
        put(json, "variationPercent", level.variationPercent());
        return json;
    }

    private static ObjectNode ranges(TimeInRanges ranges) {
        return Json.object()
                .put("veryLowPercent", tenths(ranges.veryLowPercent()))
                .put("lowPercent", tenths(ranges.lowPercent()))
                .put("inRangePercent", tenths(ranges.inRangePercent()))
                .put("highPercent", tenths(ranges.highPercent()))
                .put("veryHighPercent", tenths(ranges.veryHighPercent()))
                .put("tightRangePercent", tenths(ranges.tightRangePercent()));
    }

    private static ObjectNode risk(GlucoseRisk risk) {
        return Json.object()
                .put("lowIndex", tenths(risk.lowIndex()))
                .put("highIndex", tenths(risk.highIndex()))
                .put("glycemiaRiskIndex", tenths(risk.glycemiaRiskIndex()))
                .put("zone", risk.zone().name());
    }

    private static ObjectNode events(GlucoseReport report, ConsensusEvent.Kind kind) {
        ObjectNode json = Json.object()
                .put("kind", kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("count", report.events(kind).size());
        put(json, "perDay", report.eventsPerDay(kind));
        report.meanDuration(kind).ifPresent(mean -> json.put("meanMinutes", mean.toMinutes()));
        return json;
    }

    private static ObjectNode point(UsualGlucose point) {
        return Json.object()
                .put("at", point.at().toString())
                .put("readings", point.readings())
                .put("p05MgPerDl", tenths(point.p05MgPerDl()))
                .put("p25MgPerDl", tenths(point.p25MgPerDl()))
                .put("p50MgPerDl", tenths(point.p50MgPerDl()))
                .put("p75MgPerDl", tenths(point.p75MgPerDl()))
                .put("p95MgPerDl", tenths(point.p95MgPerDl()));
    }

    private static void put(ObjectNode json, String key, OptionalDouble figure) {
        if (figure.isPresent()) {
            json.put(key, tenths(figure.getAsDouble()));
        }
    }

    private static double tenths(double figure) {
        return Math.round(figure * 10) / 10.0;
    }
}
