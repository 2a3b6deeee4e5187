package org.hearthgate.forecast.tribuo.internal.figures;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hearthgate.forecast.tribuo.internal.figures.Reliability.Bin;
import org.hearthgate.forecast.tribuo.internal.model.Horizon;

/** Draws foretold chances beside what came, a panel for each horizon, and below it how many cases there were. Needs no screen. */
final class ReliabilityPlot {
    private static final int PANEL = 560;
    private static final int LEFT = 90;
    private static final int TOP = 70;
    private static final int BARS_TOP = TOP + PANEL + 75;
    private static final int BARS = 130;
    private static final int HEIGHT = BARS_TOP + BARS + 55;
    private static final int STRIDE = PANEL + 150;

    private static final Color INK = new Color(0x20, 0x20, 0x20);
    private static final Color GRID = new Color(0xdd, 0xdd, 0xdd);
    private static final Color WIDTHS = new Color(0x1b, 0x4f, 0x8a);
    private static final Color COUNTS = new Color(0xb5, 0x48, 0x0b);
    private static final BasicStroke THIN = new BasicStroke(1);
    private static final BasicStroke LINE = new BasicStroke(2);
    private static final BasicStroke DASHED =
            new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {7, 5}, 0);
    private static final BasicStroke DOTTED =
            new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {2, 5}, 0);

    private final Map<Horizon, Reliability> reliability;
    private Graphics2D pen;
    private int left;

    ReliabilityPlot(Map<Horizon, Reliability> reliability) {
        this.reliability = reliability;
    }

    BufferedImage draw() {
        var image = new BufferedImage(LEFT + 2 * STRIDE - 60, HEIGHT, BufferedImage.TYPE_INT_RGB);
        pen = image.createGraphics();
        try {
            pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            pen.setColor(Color.WHITE);
            pen.fill(new Rectangle2D.Double(0, 0, image.getWidth(), image.getHeight()));
            for (Horizon horizon : Horizon.values()) {
                left = LEFT + horizon.ordinal() * STRIDE;
                panel(horizon.minutes(), reliability.get(horizon));
            }
            return image;
        } finally {
            pen.dispose();
        }
    }

    private void panel(int minutes, Reliability of) {
        List<Bin> widths = of.equalWidth(FigureTables.BINS);
        List<Bin> counts = of.equalCount(FigureTables.BINS);
        pen.setColor(INK);
        text(Font.BOLD, 19, "A reading below 70 mg/dL within " + minutes + " min", left, TOP - 36);
        text(
                Font.PLAIN,
                14,
                String.format(
                        Locale.ROOT,
                        "%,d forecasts, %.2f %% came; ECE %.4f (same width), %.4f (same count)",
                        of.cases(),
                        100 * of.share(),
                        Reliability.error(widths),
                        Reliability.error(counts)),
                left,
                TOP - 14);
        axes();
        pen.setStroke(DOTTED);
        pen.setColor(INK);
        pen.draw(new Line2D.Double(x(0), y(0), x(1), y(1)));
        curve(counts, COUNTS, DASHED, false);
        curve(widths, WIDTHS, LINE, true);
        legend();
        bars(widths);
    }

    private void axes() {
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            double share = tenth / 10.0;
            pen.setStroke(THIN);
            pen.setColor(GRID);
            pen.draw(new Line2D.Double(x(share), y(0), x(share), y(1)));
            pen.draw(new Line2D.Double(x(0), y(share), x(1), y(share)));
            pen.setColor(INK);
            String label = tenth * 10 + " %";
            centred(13, label, x(share), y(0) + 20);
            right(13, label, x(0) - 8, y(share) + 5);
        }
        pen.draw(new Rectangle2D.Double(x(0), y(1), PANEL, PANEL));
        centred(15, "foretold chance", x(0.5), y(0) + 44);
        AffineTransform upright = pen.getTransform();
        pen.rotate(-Math.PI / 2, x(0) - 62, y(0.5));
        centred(15, "share that came (bars: 95 % interval)", x(0) - 62, y(0.5));
        pen.setTransform(upright);
    }

    private void curve(List<Bin> bins, Color colour, BasicStroke stroke, boolean filled) {
        pen.setColor(colour);
        Bin before = null;
        for (Bin bin : bins) {
            if (before != null) {
                pen.setStroke(stroke);
                pen.draw(new Line2D.Double(
                        x(before.meanChance()), y(before.share()), x(bin.meanChance()), y(bin.share())));
            }
            before = bin;
        }
        for (Bin bin : bins) {
            if (filled) {
                double[] uncertainty = bin.uncertainty();
                pen.setStroke(THIN);
                pen.draw(new Line2D.Double(
                        x(bin.meanChance()), y(uncertainty[0]), x(bin.meanChance()), y(uncertainty[1])));
            }
            mark(x(bin.meanChance()), y(bin.share()), filled);
        }
    }

    /** Dots for bins of the same width, hollow squares for those of the same count. */
    private void mark(double x, double y, boolean filled) {
        if (filled) {
            pen.fill(new Ellipse2D.Double(x - 5, y - 5, 10, 10));
        } else {
            Color colour = pen.getColor();
            var square = new Rectangle2D.Double(x - 4.5, y - 4.5, 9, 9);
            pen.setColor(Color.WHITE);
            pen.fill(square);
            pen.setColor(colour);
            pen.setStroke(LINE);
            pen.draw(square);
        }
    }

    private void legend() {
        double x = x(0) + 18;
        double y = y(1) + 26;
        pen.setColor(WIDTHS);
        pen.setStroke(LINE);
        pen.draw(new Line2D.Double(x, y, x + 40, y));
        mark(x + 20, y, true);
        pen.setColor(COUNTS);
        pen.setStroke(DASHED);
        pen.draw(new Line2D.Double(x, y + 24, x + 40, y + 24));
        mark(x + 20, y + 24, false);
        pen.setColor(INK);
        pen.setStroke(DOTTED);
        pen.draw(new Line2D.Double(x, y + 48, x + 40, y + 48));
        text(Font.PLAIN, 14, "15 bins of the same width", x + 52, y + 5);
        text(Font.PLAIN, 14, "15 bins of the same number of cases", x + 52, y + 29);
        text(Font.PLAIN, 14, "as it should be", x + 52, y + 53);
    }

    /** On a logarithmic scale: most moments are far from a low. */
    private void bars(List<Bin> bins) {
        double most = 1;
        for (Bin bin : bins) {
            most = Math.max(most, Math.log10(bin.cases() + 1.0));
        }
        for (Bin bin : bins) {
            double height = (BARS - 18) * Math.log10(bin.cases() + 1.0) / most;
            double from = x(bin.from()) + 2;
            double wide = x(bin.to()) - x(bin.from()) - 4;
            pen.setColor(WIDTHS);
            pen.fill(new Rectangle2D.Double(from, BARS_TOP + BARS - height, wide, height));
            pen.setColor(INK);
            centred(11, shortened(bin.cases()), from + wide / 2, BARS_TOP + BARS - height - 4);
        }
        pen.setStroke(THIN);
        pen.draw(new Line2D.Double(x(0), BARS_TOP + BARS, x(1), BARS_TOP + BARS));
        centred(14, "cases in each bin of the same width (logarithmic)", x(0.5), BARS_TOP + BARS + 24);
    }

    private static String shortened(int cases) {
        return cases < 10_000 ? Integer.toString(cases) : cases / 1000 + "k";
    }

    private double x(double share) {
        return left + share * PANEL;
    }

    private static double y(double share) {
        return TOP + (1 - share) * PANEL;
    }

    private void text(int style, int size, String text, double x, double y) {
        pen.setFont(new Font(Font.SANS_SERIF, style, size));
        pen.drawString(text, (float) x, (float) y);
    }

    private void centred(int size, String text, double x, double y) {
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
        text(Font.PLAIN, size, text, x - pen.getFontMetrics().stringWidth(text) / 2.0, y);
    }

    private void right(int size, String text, double x, double y) {
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
        text(Font.PLAIN, size, text, x - pen.getFontMetrics().stringWidth(text), y);
    }
}
