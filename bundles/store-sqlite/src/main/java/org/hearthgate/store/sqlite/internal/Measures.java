package org.hearthgate.store.sqlite.internal;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Named numbers as one flat list of names and values, as a payload keeps them. */
final class Measures {
    private Measures() {}

    static List<Object> words(Map<String, Double> measures) {
        var words = new ArrayList<Object>(2 * measures.size());
        measures.forEach((name, value) -> {
            words.add(name);
            words.add(value);
        });
        return words;
    }

    static Map<String, Double> read(List<?> words) {
        var measures = new TreeMap<String, Double>();
        for (Iterator<?> word = words.iterator(); word.hasNext(); ) {
            measures.put((String) word.next(), (Double) word.next());
        }
        return measures;
    }
}
