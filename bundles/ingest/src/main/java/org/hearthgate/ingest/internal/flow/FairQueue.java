package org.hearthgate.ingest.internal.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What waits for the pipeline: one line per source, served in turn, so that the length of one line is nobody else's wait. Bounded in all
 * and per line; a source of which nothing waits finds room even when the others have filled everything.
 */
public final class FairQueue {
    /** Room that only whoever has nothing waiting may use, for a few readings at a time: the live ones. */
    static final int RESERVE = 4_096;

    static final int FEW = 16;

    private final int capacity;
    private final int share;
    private final Map<Source, Line> lines = new HashMap<>();
    private final Deque<Line> ring = new ArrayDeque<>();
    private int waiting;
    private boolean nudged;

    /** One source's submissions, in the order they came. A line is there only while somebody stands in it. */
    private static final class Line {
        private final Source source;
        private final Deque<Submission> submissions = new ArrayDeque<>();
        private int observations;

        private Line(Source source) {
            this.source = source;
        }
    }

    /** What became of an offer. */
    public enum Offer {
        TAKEN,
        /** This source has as much waiting as one source may. */
        LINE_FULL,
        /** Everything is full. */
        FULL
    }

    /**
     * @param capacity observations in all
     * @param share observations of one source
     */
    public FairQueue(int capacity, int share) {
        this.capacity = capacity;
        this.share = share;
    }

    public synchronized Offer offer(Submission submission) {
        int size = submission.size();
        Line line = lines.get(submission.source());
        if (line != null && line.observations + size > share) {
            return Offer.LINE_FULL;
        }
        boolean first = line == null && size <= FEW;
        if (waiting + size > (first ? capacity + RESERVE : capacity)) {
            return Offer.FULL;
        }
        if (line == null) {
            line = new Line(submission.source());
            lines.put(submission.source(), line);
            ring.addLast(line);
        }
        line.submissions.addLast(submission);
        line.observations += size;
        waiting += size;
        notifyAll();
        return Offer.TAKEN;
    }

    /** Makes a waiting {@link #take} return, with nothing if nothing waits. */
    public synchronized void nudge() {
        nudged = true;
        notifyAll();
    }

    /**
     * Waits until something is there, then takes one submission of each line in turn, round after round, until the commit is full. Whoever
     * does not fit goes first the next time, and whoever goes first is taken whatever its size: with S lines everybody is served within S
     * commits.
     *
     * @param most observations for one commit, unless one submission alone is larger
     */
    public synchronized List<Submission> take(int most) throws InterruptedException {
        while (waiting == 0 && !nudged) {
            wait();
        }
        nudged = false;
        var batch = new ArrayList<Submission>();
        var stoodBack = new ArrayDeque<Line>();
        int size = 0;
        while (!ring.isEmpty() && size < most) {
            Line line = ring.removeFirst();
            Submission next = line.submissions.getFirst();
            if (!batch.isEmpty() && size + next.size() > most) {
                stoodBack.addLast(line);
                continue;
            }
            batch.add(removeFirst(line));
            size += next.size();
            if (!line.submissions.isEmpty()) {
                ring.addLast(line);
            }
        }
        while (!stoodBack.isEmpty()) {
            ring.addFirst(stoodBack.removeLast());
        }
        return batch;
    }

    private Submission removeFirst(Line line) {
        Submission first = line.submissions.removeFirst();
        line.observations -= first.size();
        waiting -= first.size();
        if (line.submissions.isEmpty()) {
            lines.remove(line.source);
        }
        return first;
    }

    /** {@return everything that waits, which waits no more} */
    public synchronized List<Submission> drain() {
        var all = new ArrayList<Submission>();
        ring.forEach(line -> all.addAll(line.submissions));
        ring.clear();
        lines.clear();
        waiting = 0;
        return all;
    }

    /** {@return observations that wait} */
    public synchronized int waiting() {
        return waiting;
    }
}
