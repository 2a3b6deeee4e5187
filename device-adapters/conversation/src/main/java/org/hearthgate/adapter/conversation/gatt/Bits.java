package org.hearthgate.adapter.conversation.gatt;

import java.util.ArrayList;
import java.util.List;

/** Reads a field of which each bit has a name. */
public final class Bits {
    private Bits() {}

    /** {@return the names of the bits that are set, lowest first; a bit without a name, or with an empty one, says nothing} */
    public static List<String> words(int bits, List<String> names) {
        var words = new ArrayList<String>();
        for (int bit = 0; bit < names.size(); bit++) {
            if ((bits >> bit & 1) != 0 && !names.get(bit).isEmpty()) {
                words.add(names.get(bit));
            }
        }
        return words;
    }
}
