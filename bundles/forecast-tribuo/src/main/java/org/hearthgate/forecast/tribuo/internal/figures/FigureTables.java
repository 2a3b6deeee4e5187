package org.hearthgate.forecast.tribuo.internal.figures;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;

/** The figures as text: rows for a machine, tables for a page. */
final class FigureTables {
    static final int BINS = 15;

    private final Figures figures;

    FigureTables(Figures figures) {
        this.figures = figures;
    }

    String calibrationCsv() {
        var text = new StringBuilder("horizon_min,bins,from,to,cases,mean_probability,share_low\n");
        for (Horizon horizon : Horizon.values()) {
            Reliability reliability = figures.reliability.get(horizon);
            bins(text, horizon, "equal_width", reliability.equalWidth(BINS));
            bins(text, horizon, "equal_count", reliability.equalCount(BINS));
        }
        return text.toString();
    }

    private static void bins(StringBuilder text, Horizon horizon, String kind, List<Reliability.Bin> bins) {
        for (Reliability.Bin bin : bins) {
            put(
                    text,
                    "%d,%s,%.6f,%.6f,%d,%.6f,%.6f\n",
                    horizon.minutes(),
                    kind,
                    bin.from(),
                    bin.to(),
                    bin.cases(),
                    bin.meanChance(),
                    bin.share());
        }
    }

    String intervalsCsv() {
        var text = new StringBuilder("person,horizon_min,interval_percent,cases,covered\n");
        for (Horizon horizon : Horizon.values()) {
            Coverage coverage = figures.coverage.get(horizon);
            for (Coverage.OfPerson one : coverage.people()) {
                intervals(text, horizon, one);
            }
            intervals(text, horizon, coverage.pooled());
        }
        return text.toString();
    }

    private static void intervals(StringBuilder text, Horizon horizon, Coverage.OfPerson one) {
        for (int i = 0; i < Coverage.LEVELS.length; i++) {
            put(
                    text,
                    "%s,%d,%.0f,%d,%.4f\n",
                    one.person(),
                    horizon.minutes(),
                    100 * Coverage.LEVELS[i],
                    one.cases(),
                    one.shares()[i]);
        }
    }

    String pathCsv() {
        var text = new StringBuilder("minutes,cases,rmse_mgdl,mae_mgdl,rmse_of_staying_mgdl\n");
        for (int step = 1; step <= PathErrors.STEPS; step++) {
            put(
                    text,
                    "%d,%d,%.3f,%.3f,%.3f\n",
                    step * PathErrors.STEP_MINUTES,
                    figures.path.cases(step),
                    figures.path.rootMeanSquare(step),
                    figures.path.meanAbsolute(step),
                    figures.path.rootMeanSquareOfStaying(step));
        }
        return text.toString();
    }

    String markdown() {
        var text = new StringBuilder("# What these forecasts were worth\n\n");
        calibration(text);
        pooledIntervals(text);
        path(text);
        intervalsByPerson(text);
        return text.toString();
    }

    private void calibration(StringBuilder text) {
        text.append(
                        "## Chance of a low\n\nECE: how far the share that came lies from the chance, on average over the cases; ")
                .append("15 bins of the same width, and 15 of the same number of cases.\n\n")
                .append("| within | cases | came | mean chance | Brier | ECE, same width | ECE, same count |\n")
                .append("|---|---|---|---|---|---|---|\n");
        for (Horizon horizon : Horizon.values()) {
            Reliability reliability = figures.reliability.get(horizon);
            put(
                    text,
                    "| %d min | %d | %.2f %% | %.2f %% | %.4f | %.4f | %.4f |\n",
                    horizon.minutes(),
                    reliability.cases(),
                    100 * reliability.share(),
                    100 * reliability.meanChance(),
                    reliability.brier(),
                    Reliability.error(reliability.equalWidth(BINS)),
                    Reliability.error(reliability.equalCount(BINS)));
        }
    }

    private void pooledIntervals(StringBuilder text) {
        text.append("\n## Intervals: how often the truth lay within\n\n")
                .append(
                        "| ahead | interval | all cases | by person: least | quarter | median | three quarters | most |\n")
                .append("|---|---|---|---|---|---|---|---|\n");
        for (Horizon horizon : Horizon.values()) {
            Coverage coverage = figures.coverage.get(horizon);
            for (int i = 0; i < Coverage.LEVELS.length; i++) {
                int level = i;
                double[] shares = coverage.people().stream()
                        .mapToDouble(one -> 100 * one.shares()[level])
                        .sorted()
                        .toArray();
                put(
                        text,
                        "| %d min | %.0f %% | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |\n",
                        horizon.minutes(),
                        100 * Coverage.LEVELS[i],
                        100 * coverage.pooled().shares()[i],
                        quantile(shares, 0),
                        quantile(shares, 0.25),
                        quantile(shares, 0.5),
                        quantile(shares, 0.75),
                        quantile(shares, 1));
            }
        }
    }

    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private void path(StringBuilder text) {
        text.append("\n## Along the path, mg/dL\n\n")
                .append("| ahead | cases | RMSE | MAE | RMSE of \"it stays as it is\" |\n|---|---|---|---|---|\n");
        double[] sums = new double[3];
        for (int step = 1; step <= PathErrors.STEPS; step++) {
            double[] of = {
                figures.path.rootMeanSquare(step),
                figures.path.meanAbsolute(step),
                figures.path.rootMeanSquareOfStaying(step)
            };
            Arrays.setAll(sums, i -> sums[i] + of[i] / PathErrors.STEPS);
            put(
                    text,
                    "| %d min | %d | %.2f | %.2f | %.2f |\n",
                    step * PathErrors.STEP_MINUTES,
                    figures.path.cases(step),
                    of[0],
                    of[1],
                    of[2]);
        }
        put(text, "| mean of these | | %.2f | %.2f | %.2f |\n", sums[0], sums[1], sums[2]);
    }

    private void intervalsByPerson(StringBuilder text) {
        text.append("\n## Intervals by person: % within\n\n")
                .append(
                        "| person | 30 min: 50 | 80 | 95 | 60 min: 50 | 80 | 95 | cases |\n|---|---|---|---|---|---|---|---|\n");
        List<Coverage.OfPerson> in60 = figures.coverage.get(Horizon.MINUTES_60).people();
        for (Coverage.OfPerson in30 : figures.coverage.get(Horizon.MINUTES_30).people()) {
            double[] later = in60.stream()
                    .filter(one -> one.person().equals(in30.person()))
                    .findFirst()
                    .map(Coverage.OfPerson::shares)
                    .orElse(new double[] {Double.NaN, Double.NaN, Double.NaN});
            put(
                    text,
                    "| %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %d |\n",
                    in30.person(),
                    100 * in30.shares()[0],
                    100 * in30.shares()[1],
                    100 * in30.shares()[2],
                    100 * later[0],
                    100 * later[1],
                    100 * later[2],
                    in30.cases());
        }
    }

    private static void put(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values));
    }
}
