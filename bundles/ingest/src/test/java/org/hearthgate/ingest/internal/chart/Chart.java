package org.hearthgate.ingest.internal.chart;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Panels of values over time, one below the other, as one SVG: enough for the pictures of docs/, so that they can be drawn again by the
 * code whose work they show.
 */
public final class Chart {
    private static final int WIDTH = 900;
    private static final int LEFT = 40;
    private static final int RIGHT = 10;
    private static final int ABOVE = 34;
    private static final int BELOW = 26;

    private final StringBuilder shapes = new StringBuilder();
    private Instant from = Instant.EPOCH;
    private Instant until = Instant.EPOCH;
    private double lowest;
    private double highest;
    private int top;
    private int height;
    private int end;
    private int words;

    /** Begins a panel below those there are. Times are written as UTC, which is how the sets' local times are read. */
    public Chart panel(String title, Instant begins, Instant ends, double low, double high, int heightPixels) {
        from = begins;
        until = ends;
        lowest = low;
        highest = high;
        top = end + ABOVE;
        height = heightPixels;
        end = top + height + BELOW;
        words = 0;
        text(LEFT, top - 8, 13, "#000", title);
        return this;
    }

    /** Marks every so many hours, and these values. */
    public Chart grid(Duration every, double... values) {
        for (double value : values) {
            add("<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>", LEFT, y(value), WIDTH - RIGHT);
            String written = value == Math.rint(value) ? "%.0f" : "%.1f";
            text(LEFT - 30, y(value) + 3, 10, "#666", String.format(Locale.ROOT, written, value));
        }
        long step = every.toMillis();
        for (long at = (from.toEpochMilli() + step - 1) / step * step; at <= until.toEpochMilli(); at += step) {
            Instant tick = Instant.ofEpochMilli(at);
            text(x(tick) - 12, top + height + 13, 10, "#666", tick.toString().substring(11, 16));
        }
        return this;
    }

    /** A stretch of time, with a word on it. */
    public Chart band(Instant begins, Instant ends, String colour, String word) {
        double left = Math.max(x(begins), LEFT);
        double right = Math.min(x(ends), WIDTH - RIGHT);
        if (right > left) {
            add(
                    "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\" opacity=\"0.18\"/>",
                    left, top, right - left, height, colour);
            text(left, top + 9 + 9.0 * (words++ % 3), 9, "#444", word);
        }
        return this;
    }

    /** One value; outside the panel's time it is left out. */
    public Chart dot(Instant at, double value, double radius, String colour) {
        if (isInside(at)) {
            add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\"/>", x(at), y(value), radius, colour);
        }
        return this;
    }

    /** A ring around a value. */
    public Chart ring(Instant at, double value, String colour) {
        if (isInside(at)) {
            add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"none\" stroke=\"%s\"/>", x(at), y(value), colour);
        }
        return this;
    }

    /** A line through values, broken where two are further apart than that. */
    public Line line(String colour, Duration longestGap) {
        return new Line(colour, longestGap);
    }

    /** What the colours mean. */
    public Chart legend(String... coloursAndWords) {
        double x = LEFT;
        end += 6;
        for (int i = 0; i + 1 < coloursAndWords.length; i += 2) {
            add("<circle cx=\"%.1f\" cy=\"%d\" r=\"3\" fill=\"%s\"/>", x + 3, end, coloursAndWords[i]);
            text(x + 10, end + 4, 11, "#333", coloursAndWords[i + 1]);
            x += 26 + 7.0 * coloursAndWords[i + 1].length();
        }
        end += 14;
        return this;
    }

    private boolean isInside(Instant at) {
        return !at.isBefore(from) && !at.isAfter(until);
    }

    private double x(Instant at) {
        double share = Duration.between(from, at).toMillis()
                / (double) Duration.between(from, until).toMillis();
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        double share = (value - lowest) / (highest - lowest);
        return top + height * (1 - Math.max(0, Math.min(1, share)));
    }

    private void text(double x, double y, int size, String colour, String words) {
        String safe = words.replace("&", "&amp;").replace("<", "&lt;");
        add("<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\" fill=\"%s\">%s</text>", x, y, size, colour, safe);
    }

    private void add(String shape, Object... values) {
        shapes.append(String.format(Locale.ROOT, shape, values)).append('\n');
    }

    /** {@return the picture} */
    public String svg() {
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
                        + " font-family=\"sans-serif\">%n<path d=\"M0 0H%dV%dH0z\" fill=\"#fff\"/>%n%s</svg>%n",
                WIDTH,
                end,
                WIDTH,
                end,
                WIDTH,
                end,
                shapes);
    }

    /** A line that grows by its points, in order of time. */
    public final class Line {
        private final String colour;
        private final Duration longestGap;
        private final StringBuilder path = new StringBuilder();
        private Instant last = Instant.MIN;

        private Line(String colour, Duration longestGap) {
            this.colour = colour;
            this.longestGap = longestGap;
        }

        /** Outside the panel's time nothing is drawn. */
        public Line to(Instant at, double value) {
            if (isInside(at)) {
                boolean joins =
                        last != Instant.MIN && Duration.between(last, at).compareTo(longestGap) <= 0;
                path.append(String.format(Locale.ROOT, "%s%.1f %.1f", joins ? "L" : "M", x(at), y(value)));
                last = at;
            }
            return this;
        }

        /** {@return the chart it is drawn on} */
        public Chart end() {
            add("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>", path, colour);
            return Chart.this;
        }
    }
}
