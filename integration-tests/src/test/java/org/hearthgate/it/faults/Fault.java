package org.hearthgate.it.faults;

import java.io.IOException;

/** One kind of fault and how it is made to happen. */
interface Fault {
    /** {@return its words in the table; {@code --only} takes a part of them} */
    String name();

    /** {@return how many of a hundred rounds are its own} */
    int share();

    /** Lets it happen so many times and judges what is left. */
    Tally run(Workbench bench, int rounds) throws IOException, InterruptedException;
}
