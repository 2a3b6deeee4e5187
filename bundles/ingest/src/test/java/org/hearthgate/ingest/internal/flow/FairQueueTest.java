package org.hearthgate.ingest.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hearthgate.testkit.Given.NOON;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.hearthgate.ingest.internal.flow.FairQueue.Offer;
import org.hearthgate.testkit.Given;
import org.junit.jupiter.api.Test;

class FairQueueTest {
    private static final int MOST = 100;

    @Test
    void a_quiet_device_is_in_the_next_commit_however_long_the_flooders_line_is() throws Exception {
        var queue = new FairQueue(20_000, 10_000);
        for (int i = 0; i < 10_000; i++) {
            assertThat(queue.offer(of("flooder", 1))).isEqualTo(Offer.TAKEN);
        }
        Submission quiet = of("quiet", 1);
        assertThat(queue.offer(quiet)).isEqualTo(Offer.TAKEN);
        assertThat(queue.take(MOST)).contains(quiet).hasSize(MOST);
    }

    @Test
    void a_back_fill_larger_than_a_commit_goes_alone_and_its_turn_comes() throws Exception {
        var queue = new FairQueue(20_000, 10_000);
        Submission live = of("quiet", 1);
        Submission large = of("back-fill", 10_000);
        Submission next = of("quiet", 1);
        queue.offer(live);
        queue.offer(large);
        queue.offer(next);
        assertThat(queue.take(MOST)).containsExactly(live, next);
        assertThat(queue.take(MOST)).containsExactly(large);
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void one_line_has_its_share_and_whoever_has_nothing_waiting_finds_room_in_a_full_house() {
        var queue = new FairQueue(20_000, 10_000);
        assertThat(queue.offer(of("a", 10_000))).isEqualTo(Offer.TAKEN);
        assertThat(queue.offer(of("a", 1))).isEqualTo(Offer.LINE_FULL);
        assertThat(queue.offer(of("b", 10_000))).isEqualTo(Offer.TAKEN);
        assertThat(queue.offer(of("c", FairQueue.FEW + 1))).isEqualTo(Offer.FULL);
        assertThat(queue.offer(of("c", 1))).isEqualTo(Offer.TAKEN);
        assertThat(queue.offer(of("c", 1))).as("a second one of the same").isEqualTo(Offer.FULL);
    }

    @Test
    void memory_is_bounded_under_a_million_submissions_of_a_thousand_devices() {
        var queue = new FairQueue(20_000, 10_000);
        Submission[] devices = new Submission[1_000];
        for (int i = 0; i < devices.length; i++) {
            devices[i] = of("device-" + i, 1);
        }
        for (int i = 0; i < 1_000_000; i++) {
            queue.offer(devices[i % devices.length]);
        }
        assertThat(queue.waiting()).isBetween(20_000, 20_000 + FairQueue.RESERVE);
    }

    /** Whatever waits: nothing lost, each line in order, never more than a commit holds, everybody served within as many commits as lines. */
    @Property(tries = 300)
    void everybody_is_served_in_turn(
            @ForAll @Size(min = 1, max = 80) List<@IntRange(min = 0, max = 5) Integer> devices,
            @ForAll @Size(min = 80, max = 80) List<@IntRange(min = 1, max = 150) Integer> sizes)
            throws InterruptedException {
        var queue = new FairQueue(20_000, 10_000);
        Map<Source, Deque<Submission>> lines = new HashMap<>();
        for (int i = 0; i < devices.size(); i++) {
            Submission submission = of("device-" + devices.get(i), sizes.get(i));
            queue.offer(submission);
            lines.computeIfAbsent(submission.source(), any -> new ArrayDeque<>())
                    .add(submission);
        }
        int linesAtFirst = lines.size();
        Map<Source, Integer> passedBy = new HashMap<>();
        while (queue.waiting() > 0) {
            List<Submission> batch = queue.take(MOST);
            int total = batch.stream().mapToInt(Submission::size).sum();
            assertThat(total <= MOST || batch.size() == 1).isTrue();
            lines.keySet().forEach(source -> passedBy.merge(source, 1, Integer::sum));
            for (Submission taken : batch) {
                passedBy.remove(taken.source());
                assertThat(lines.get(taken.source()).poll()).isSameAs(taken);
            }
            assertThat(passedBy.values()).allMatch(commits -> commits < linesAtFirst);
            lines.values().removeIf(Deque::isEmpty);
        }
        assertThat(lines).isEmpty();
    }

    private static Submission of(String device, int size) {
        return Submission.of(Collections.nCopies(
                size, Given.reading(100).from(device).at(NOON).build()));
    }
}
