package org.hearthgate.rules;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds out whether a note says that somebody vomits: beginnings of words, without accents, unless the word before denies it. */
public final class VomitingWords {
    /** Where a home sets none: English, German, French and Spanish. */
    public static final List<String> USUAL = List.of(
            "vomit",
            "threw up",
            "throw up",
            "throws up",
            "throwing up",
            "being sick",
            "puk",
            "erbroch",
            "erbrech",
            "erbrich",
            "ubergeb",
            "kotz",
            "vomi",
            "arcad");

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
    private static final Set<String> DENIALS = Set.of(
            "no", "not", "without", "never", "kein", "keine", "nicht", "ohne", "nie", "pas", "sans", "jamais", "sin",
            "nunca");
    private static final int LONGEST_NOTE = 1_000;

    private final List<String[]> beginnings;

    /** @param words each one or two words, of which the last may be the beginning of a longer one */
    public VomitingWords(List<String> words) {
        beginnings = words.stream()
                .map(VomitingWords::split)
                .filter(split -> split.length > 0)
                .toList();
    }

    public boolean in(String note) {
        String[] said = split(note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note);
        for (int i = 0; i < said.length; i++) {
            boolean denied = i > 0 && DENIALS.contains(said[i - 1]) || i > 1 && DENIALS.contains(said[i - 2]);
            if (!denied && begins(said, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean begins(String[] said, int at) {
        for (String[] wanted : beginnings) {
            boolean found = at + wanted.length <= said.length;
            for (int j = 0; found && j < wanted.length; j++) {
                found = j == wanted.length - 1 ? said[at + j].startsWith(wanted[j]) : said[at + j].equals(wanted[j]);
            }
            if (found) {
                return true;
            }
        }
        return false;
    }

    private static String[] split(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        String trimmed = NO_LETTERS.matcher(plain).replaceAll(" ").strip();
        return trimmed.isEmpty() ? new String[0] : trimmed.split(" ");
    }
}
