package org.hearthgate.forecast.tribuo.internal.model;

import java.util.List;

/**
 * What one model, or several together, say of one horizon.
 *
 * @param change mg/dL from now
 * @param logOdds of a reading below 70 mg/dL within the horizon
 * @param spread how far off the change is on average at such a moment, mg/dL
 */
public record Outlook(double change, double logOdds, double spread) {
    private static final double LEAST_SPREAD = 2;

    public Outlook {
        spread = Math.max(LEAST_SPREAD, spread);
    }

    public double probability() {
        return 1 / (1 + Math.exp(-logOdds));
    }

    Outlook plus(double moreChange, double moreLogOdds) {
        return new Outlook(change + moreChange, logOdds + moreLogOdds, spread);
    }

    static Outlook mean(List<Outlook> all) {
        double change = 0;
        double logOdds = 0;
        double spread = 0;
        for (Outlook one : all) {
            change += one.change;
            logOdds += one.logOdds;
            spread += one.spread;
        }
        int n = all.size();
        return new Outlook(change / n, logOdds / n, spread / n);
    }
}
