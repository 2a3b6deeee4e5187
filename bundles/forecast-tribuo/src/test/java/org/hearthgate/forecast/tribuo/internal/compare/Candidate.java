package org.hearthgate.forecast.tribuo.internal.compare;

import java.io.IOException;
import java.util.List;

/** One way to foretell, to be compared with others. */
interface Candidate {
    String name();

    Trained train(List<Case> cases) throws IOException;

    /** What was learned. */
    interface Trained {
        /** {@return by how much the glucose will change, mg/dL} @param horizon 0 or 1 */
        double change(Case one, int horizon);

        /** {@return how probable a reading below 70 mg/dL is until then} */
        double low(Case one, int horizon);

        /** {@return how large it is when it is saved, for both horizons, in bytes} */
        long bytes() throws IOException;
    }
}
