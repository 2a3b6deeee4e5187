package org.hearthgate.rules.glucose;

/** A limit that a person may have of their own, with the bounds outside which nobody may set it. */
enum Limit {
    URGENT_LOW("urgentLowAtOrBelowMgPerDl", 54, 70, true),
    LOW("lowBelowMgPerDl", 60, 100, true),
    HIGH("highAboveMgPerDl", 140, 400, false),
    VERY_HIGH("veryHighAboveMgPerDl", 200, 500, false);

    private final String key;
    private final double lowest;
    private final double highest;
    private final boolean warnsEarlierWhenHigher;

    Limit(String key, double lowest, double highest, boolean warnsEarlierWhenHigher) {
        this.key = key;
        this.lowest = lowest;
        this.highest = highest;
        this.warnsEarlierWhenHigher = warnsEarlierWhenHigher;
    }

    String key() {
        return key;
    }

    /** {@return the value if it is safe} */
    double checked(String configuration, double mgPerDl) {
        return Limits.withinOf(configuration, key, mgPerDl, lowest, highest);
    }

    /** {@return the one of two that calls sooner} */
    double careful(double one, double other) {
        return warnsEarlierWhenHigher ? Math.max(one, other) : Math.min(one, other);
    }
}
