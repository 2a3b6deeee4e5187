package org.hearthgate.it.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.hearthgate.it.faults.inside.Script;

/**
 * The judge's book of one record: what the hub has acknowledged to its devices, and what it says after each restart. Written by the
 * thread that reads the hub's lines, read by the harness when the hub has spoken.
 */
final class Ledger {
    /** How much of the past each restart is asked for; the last restart of a campaign is asked for everything. */
    private static final int ANNA_BACK = 60;

    private static final int BEN_BACK = 2_000;
    private static final int MOST_RESTARTS = 50;

    private final Series anna = new Series();
    private final Series ben = new Series();
    private final Map<Integer, Episode> episodes = new TreeMap<>();
    private final List<String> findings = new ArrayList<>();
    private final List<String> losses = new ArrayList<>();
    private int firstEpisode;
    private int chainEntries;
    private long restartedAt = -1;
    private int restarts;
    private boolean diskFails;
    private int life;

    /** One device's readings by number. */
    private static final class Series {
        private final BitSet acknowledged = new BitSet();
        private final BitSet lost = new BitSet();
        private final BitSet doubled = new BitSet();
        private final BitSet present = new BitSet();
        private int askedFrom;
    }

    /** What was heard and written of one urgent low. */
    private static final class Episode {
        private int announced;
        private int unsure;
        private int forgotten;
        private int sounding;
        private int journalRaised;
        private int journalResolved;
        /** What was heard of it in which life of the hub, for whoever has to find out why. */
        private final List<String> story = new ArrayList<>();
    }

    /** {@return a book that begins with what this one holds, and judges only the alerts to come} */
    synchronized Ledger continued() {
        var other = new Ledger();
        other.anna.acknowledged.or(anna.acknowledged);
        other.ben.acknowledged.or(ben.acknowledged);
        other.firstEpisode = (int) (annaNext() + Script.EPISODE - 1) / Script.EPISODE;
        return other;
    }

    synchronized long annaNext() {
        return anna.acknowledged.nextClearBit(0);
    }

    synchronized long benNext() {
        return ben.acknowledged.nextClearBit(0);
    }

    /** {@return how much later a restart is than the device's newest news} */
    synchronized Duration restarted(Duration each) {
        if (annaNext() != restartedAt) {
            restartedAt = annaNext();
            restarts = 0;
        }
        restarts = Math.min(restarts + 1, MOST_RESTARTS);
        return each.multipliedBy(restarts);
    }

    /** A restart is about to be asked. */
    synchronized void ask(boolean everything) {
        life++;
        ask(anna, everything ? 0 : Math.max(0, (int) annaNext() - ANNA_BACK) / Script.EPISODE * Script.EPISODE);
        ask(ben, everything ? 0 : Math.max(0, (int) benNext() - BEN_BACK));
        episodes.forEach((number, episode) -> {
            if (number >= anna.askedFrom / Script.EPISODE) {
                episode.journalRaised = 0;
                episode.journalResolved = 0;
            }
        });
    }

    private static void ask(Series series, int from) {
        series.askedFrom = from;
        series.present.clear();
    }

    synchronized int annaFrom() {
        return anna.askedFrom;
    }

    synchronized int benFrom() {
        return ben.askedFrom;
    }

    synchronized void acknowledged(String person, int from, int until) {
        of(person).acknowledged.set(from, until + 1);
    }

    /** @param numbers as the hub told them: with commas, each with ! when its value is another than was sent */
    synchronized void stored(String person, String numbers) {
        Series series = of(person);
        for (String word : numbers.split(",")) {
            boolean changed = word.endsWith("!");
            int number = Integer.parseInt(changed ? word.substring(0, word.length() - 1) : word);
            if (series.present.get(number)) {
                series.doubled.set(number);
                findings.add(person + " " + number + " is stored twice");
            }
            if (changed) {
                findings.add(person + " " + number + " came back with another value");
            } else {
                series.present.set(number);
            }
        }
    }

    private Series of(String person) {
        return person.equals(Script.ANNA) ? anna : ben;
    }

    synchronized void journal(String rule, String state, int number) {
        if (rule.equals("urgent-low") && number >= 0) {
            Episode episode = heard(number, "in the journal " + state);
            switch (state) {
                case "raised" -> episode.journalRaised++;
                case "resolved" -> episode.journalResolved++;
                default -> findings.add("an urgent low became " + state + " though nobody touched it");
            }
        }
    }

    /** From now on the hub may have to call before it can write; until {@link #diskIsWell}. */
    synchronized void diskFails() {
        diskFails = true;
    }

    /**
     * The disk takes writes again.
     *
     * @param killed whether the hub was killed before: what it could not write it cannot know, so it has to call once more
     */
    synchronized void diskIsWell(boolean killed) {
        diskFails = false;
        episodes.values().stream()
                .filter(episode -> episode.unsure > 0)
                .forEach(episode -> episode.story.add("life " + life + " disk well, killed " + killed));
        for (Episode episode : episodes.values()) {
            if (killed) {
                episode.forgotten += episode.unsure;
            } else {
                episode.announced += episode.unsure;
            }
            episode.unsure = 0;
        }
    }

    synchronized void announced(String rule, int number) {
        if (rule.equals("urgent-low")) {
            Episode episode = heard(number, diskFails ? "announced on a failing disk" : "announced");
            if (diskFails) {
                episode.unsure++;
            } else {
                episode.announced++;
            }
        }
    }

    /** {@return how many were told again because they could not be written before the kill} */
    synchronized int alertsToldAgain() {
        return (int) episodes.values().stream()
                .filter(each -> each.forgotten > 0 && each.announced + each.sounding > 0)
                .count();
    }

    synchronized void sounding(String rule, int number) {
        if (rule.equals("urgent-low")) {
            heard(number, "sounding").sounding++;
        }
    }

    private Episode heard(int number, String what) {
        Episode episode = episode(number);
        episode.story.add("life " + life + " " + what + " at " + number);
        return episode;
    }

    private Episode episode(int number) {
        return episodes.computeIfAbsent(number / Script.EPISODE, any -> new Episode());
    }

    synchronized void chain(int entries) {
        if (entries < chainEntries) {
            findings.add("the alert journal has shrunk from " + chainEntries + " to " + entries + " entries");
        }
        chainEntries = entries;
    }

    synchronized void finding(String what) {
        findings.add(what);
    }

    /** A running hub is about to tell everything once more. */
    synchronized void askAgain() {
        ask(true);
    }

    /** Compares what was asked for with what the hub has told; called once it has told everything. */
    synchronized void settle() {
        settle("anna", anna);
        settle("ben", ben);
    }

    private void settle(String person, Series series) {
        BitSet missing = series.acknowledged.get(0, series.acknowledged.length());
        missing.clear(0, series.askedFrom);
        missing.andNot(series.present);
        missing.andNot(series.lost);
        series.lost.or(missing);
        if (!missing.isEmpty()) {
            losses.add(missing.cardinality() + " acknowledged readings of " + person + " are missing, first "
                    + missing.nextSetBit(0) + ", last " + (missing.length() - 1));
        }
    }

    synchronized int acknowledgedReadings() {
        return anna.acknowledged.cardinality() + ben.acknowledged.cardinality();
    }

    synchronized int lostReadings() {
        return anna.lost.cardinality() + ben.lost.cardinality();
    }

    synchronized int doubledReadings() {
        return anna.doubled.cardinality() + ben.doubled.cardinality();
    }

    /** Episodes whose every reading was acknowledged: each must have called once and ended once. */
    synchronized int alertsExpected() {
        return Math.max(0, (int) annaNext() / Script.EPISODE - firstEpisode);
    }

    synchronized int alertsSkipped() {
        return count(
                "skipped",
                each -> each.announced + each.forgotten + each.sounding == 0
                        || each.journalRaised == 0
                        || each.journalResolved == 0);
    }

    synchronized int alertsRepeated() {
        return count(
                "repeated",
                each -> each.announced > 1 || each.unsure > 1 || each.journalRaised > 1 || each.journalResolved > 1);
    }

    private int count(String what, Predicate<Episode> wrong) {
        return (int) IntStream.range(firstEpisode, firstEpisode + alertsExpected())
                .filter(number -> {
                    Episode episode = episodes.getOrDefault(number, new Episode());
                    boolean found = wrong.test(episode);
                    if (found) {
                        findings.add("the urgent low of episode " + number + " was " + what + ": journal raised "
                                + episode.journalRaised + ", resolved " + episode.journalResolved + ", announced "
                                + episode.announced + ", found sounding at a start " + episode.sounding + ": "
                                + String.join(", ", episode.story));
                    }
                    return found;
                })
                .count();
    }

    synchronized List<String> findings() {
        return List.copyOf(findings);
    }

    /** {@return which readings are missing, in words; a loss that a person was told of is no finding} */
    synchronized String losses() {
        return String.join("; ", losses);
    }
}
