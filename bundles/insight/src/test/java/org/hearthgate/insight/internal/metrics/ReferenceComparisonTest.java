package org.hearthgate.insight.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hearthgate.api.insight.ConsensusEvent;
import org.hearthgate.api.insight.GlucoseLevel;
import org.hearthgate.api.insight.GlucoseReport;
import org.hearthgate.api.insight.GlucoseRisk;
import org.hearthgate.api.insight.TimeInRanges;
import org.hearthgate.api.insight.UsualGlucose;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds every figure against those that the R package iglu printed for real people. Run where their data lie: {@code -Dforecast.data=DIR},
 * the folder that holds {@code metrics_reference_dev.csv} and {@code sets/}. The people's times are read as UTC, as iglu did.
 */
class ReferenceComparisonTest {
    private static final Logger LOG = LoggerFactory.getLogger(ReferenceComparisonTest.class);

    /** What nobody asked for: these say what the ones that are kept say (docs/metrics.md). */
    private static final Set<String> NOT_KEPT =
            Set.of("ea1c_pct", "j_index", "m_value", "grade", "cogi", "mag_mgdl_h", "adrr", "sdw", "sdb_hhmm");

    private record Printed(String metric, String value) {}

    @Test
    void every_figure_agrees_with_the_reference_to_its_printed_digits() throws IOException {
        Path data = Path.of(System.getProperty("forecast.data", ""));
        Path reference = data.resolve("metrics_reference_dev.csv");
        assumeTrue(Files.isRegularFile(reference), "not compared with iglu: give -Dforecast.data=DIR");
        Map<String, List<Printed>> people = printed(reference);
        var differ = new ArrayList<String>();
        var unknown = new TreeSet<String>();
        Map<String, Integer> agree = new TreeMap<>();
        for (var person : people.entrySet()) {
            Map<String, Double> ours = figures(series(data, person.getKey()));
            for (Printed theirs : person.getValue()) {
                Double figure = ours.get(theirs.metric());
                if (figure == null) {
                    unknown.add(theirs.metric());
                } else if (sixDigits(figure).compareTo(new BigDecimal(theirs.value())) == 0) {
                    agree.merge(theirs.metric(), 1, Integer::sum);
                } else {
                    differ.add(person.getKey() + " " + theirs.metric() + ": " + theirs.value() + ", here "
                            + sixDigits(figure));
                }
            }
        }
        int values = agree.values().stream().mapToInt(Integer::intValue).sum();
        LOG.info(
                "{} people, {} metrics, {} values agree, {} differ",
                people.size(),
                agree.size(),
                values,
                differ.size());
        assertThat(differ).isEmpty();
        assertThat(unknown).isEqualTo(new TreeSet<>(NOT_KEPT));
        assertThat(values).isGreaterThan(800);
    }

    private static Map<String, List<Printed>> printed(Path reference) throws IOException {
        Map<String, List<Printed>> people = new LinkedHashMap<>();
        for (String line : Files.readAllLines(reference)) {
            String[] cells = line.split(",", 5);
            if (cells[1].equals("dev")) {
                people.computeIfAbsent(cells[0], any -> new ArrayList<>()).add(new Printed(cells[2], cells[3]));
            }
        }
        return people;
    }

    private static Series series(Path data, String subject) throws IOException {
        try (var files = Files.find(data.resolve("sets"), 2, (file, any) -> file.getFileName()
                .toString()
                .equals(subject + ".csv"))) {
            var series = new Series.Builder();
            for (String line : Files.readAllLines(files.findFirst().orElseThrow())) {
                String[] cells = line.split(",", -1);
                if (!cells[0].equals("time") && !cells[1].isEmpty()) {
                    series.add(LocalDateTime.parse(cells[0]).toInstant(ZoneOffset.UTC), Double.parseDouble(cells[1]));
                }
            }
            return series.build();
        }
    }

    private static Map<String, Double> figures(Series series) {
        GlucoseReport report = A.report(series);
        GlucoseReport onGrid = A.report(withoutFirstMidnight(series));
        GlucoseLevel level = report.level().orElseThrow();
        TimeInRanges ranges = report.ranges().orElseThrow();
        GlucoseRisk risk = report.risk().orElseThrow();
        GlucoseReport.Variability moves = onGrid.variability();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("readings", (double) report.wear().readings());
        figures.put("mean_mgdl", level.meanMgPerDl());
        figures.put("sd_mgdl", level.standardDeviationMgPerDl().orElseThrow());
        figures.put("cv_pct", level.variationPercent().orElseThrow());
        figures.put("gmi_pct", level.gmiPercent());
        figures.put("median_mgdl", level.medianMgPerDl());
        figures.put("iqr_mgdl", level.interquartileRangeMgPerDl());
        figures.put("tir_70_180_pct", ranges.inRangePercent());
        figures.put("titr_70_140_pct", ranges.tightRangePercent());
        figures.put("below_70_pct", ranges.belowRangePercent());
        figures.put("below_54_pct", ranges.veryLowPercent());
        figures.put("above_180_pct", ranges.aboveRangePercent());
        figures.put("above_250_pct", ranges.veryHighPercent());
        figures.put("active_percent", report.wear().activePercent().orElseThrow());
        figures.put("ndays", days(series));
        figures.put("mage_iglu", moves.mageMgPerDl().orElseThrow());
        figures.put("lbgi", risk.lowIndex());
        figures.put("hbgi", risk.highIndex());
        figures.put("gri", risk.glycemiaRiskIndex());
        figures.put("conga24", moves.conga24MgPerDl().orElseThrow());
        figures.put("conga4", moves.conga4MgPerDl().orElseThrow());
        figures.put("conga1", moves.conga1MgPerDl().orElseThrow());
        figures.put("modd", moves.moddMgPerDl().orElseThrow());
        events(onGrid, figures);
        for (UsualGlucose hour : Profile.of(series, ZoneOffset.UTC, 60)) {
            String name = String.format(Locale.ROOT, "agp_hour%02d_p", hour.at().getHour());
            figures.put(name + "05", hour.p05MgPerDl());
            figures.put(name + "25", hour.p25MgPerDl());
            figures.put(name + "50", hour.p50MgPerDl());
            figures.put(name + "75", hour.p75MgPerDl());
            figures.put(name + "95", hour.p95MgPerDl());
        }
        return figures;
    }

    /** The grid of iglu begins one step after midnight: a reading that begins the first day at 00:00 is not on it. Here it is. */
    private static Series withoutFirstMidnight(Series series) {
        if (series.at(0) % Duration.ofDays(1).toMillis() != 0) {
            return series;
        }
        var others = new Series.Builder();
        for (int i = 1; i < series.size(); i++) {
            others.add(Instant.ofEpochMilli(series.at(i)), series.mgPerDl(i));
        }
        return others.build();
    }

    private static void events(GlucoseReport report, Map<String, Double> figures) {
        Map<String, ConsensusEvent.Kind> kinds = Map.of(
                "hypo_lv1", ConsensusEvent.Kind.LOW,
                "hypo_lv2", ConsensusEvent.Kind.VERY_LOW,
                "hypo_extended", ConsensusEvent.Kind.EXTENDED_LOW,
                "hyper_lv1", ConsensusEvent.Kind.HIGH,
                "hyper_lv2", ConsensusEvent.Kind.VERY_HIGH);
        kinds.forEach((name, kind) -> {
            put("episodes_" + name, report.events(kind), report, figures);
            List<ConsensusEvent> alone = report.events(kind).stream()
                    .filter(event -> !event.holdsLevel2())
                    .toList();
            put("episodes_" + name + "_excl", alone, report, figures);
        });
    }

    private static void put(
            String name, List<ConsensusEvent> events, GlucoseReport report, Map<String, Double> figures) {
        figures.put(name + "_total", (double) events.size());
        figures.put(name + "_per_day", events.size() / report.wear().eventDays());
        figures.put( // iglu prints 0 where there is none
                name + "_mean_dur_min",
                events.stream()
                        .mapToLong(event -> event.duration().toMinutes())
                        .average()
                        .orElse(0));
    }

    private static double days(Series series) {
        Duration span = Duration.ofMillis(series.at(series.size() - 1) - series.at(0));
        return Math.round(span.toMinutes() / 144.0) / 10.0;
    }

    private static BigDecimal sixDigits(double figure) {
        return new BigDecimal(figure).round(new MathContext(6, RoundingMode.HALF_EVEN));
    }
}
