package org.hearthgate.forecast.tribuo.internal.compare;

import java.util.List;

/** What needs no learning machine. */
final class Baselines {
    private Baselines() {}

    static List<Candidate> all() {
        return List.of(new NeverWarn(), new Persistence(), new StraightLine(), new Ar2(), new Physiology());
    }

    /** Nothing changes, and nobody is ever warned: what accuracy has to be read beside. */
    private static final class NeverWarn implements Candidate {
        @Override
        public String name() {
            return "never warn";
        }

        @Override
        public Trained train(List<Case> cases) {
            return new Trained() {
                @Override
                public double change(Case one, int horizon) {
                    return 0;
                }

                @Override
                public double low(Case one, int horizon) {
                    return 0;
                }

                @Override
                public long bytes() {
                    return 0;
                }
            };
        }
    }

    private static final class Persistence extends Straightforward {
        @Override
        public String name() {
            return "persistence";
        }

        @Override
        double change(Case one, int horizon) {
            return 0;
        }
    }

    private static final class StraightLine extends Straightforward {
        @Override
        public String name() {
            return "straight line of 15 min";
        }

        @Override
        double change(Case one, int horizon) {
            float slope = one.feature("slope of 15 min");
            return Float.isNaN(slope) ? 0 : slope * Case.HORIZONS[horizon];
        }
    }

    /** Nightscout's second-order autoregression of the logarithm in steps of 5 min. */
    private static final class Ar2 extends Straightforward {
        @Override
        public String name() {
            return "AR2 (Nightscout)";
        }

        @Override
        double change(Case one, int horizon) {
            float ago = one.feature("5 min ago less now");
            double now = Math.log(one.glucose() / 140.0);
            double before = Float.isNaN(ago) ? now : Math.log((one.glucose() + ago) / 140.0);
            for (int step = 0; step < Case.HORIZONS[horizon] / 5; step++) {
                double next = 1.716 * now - 0.723 * before;
                before = now;
                now = next;
            }
            return 140 * Math.exp(now) - one.glucose();
        }
    }
}
