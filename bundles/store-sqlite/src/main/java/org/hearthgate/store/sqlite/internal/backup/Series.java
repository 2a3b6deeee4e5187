package org.hearthgate.store.sqlite.internal.backup;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * One chain of segments in a folder, from the first observation on. What stands in the folder decides, not what the hub remembers: two
 * sticks that take turns each get what they lack.
 */
final class Series {
    private static final String NAME = "segment-%08d.hgs";
    private static final String PATTERN = "segment-????????.hgs";

    private final Path folder;
    private final UUID id;

    Series(Path folder) {
        this.folder = folder;
        id = idOf(folder);
    }

    /** Something that is wrong with one file or between two. */
    record Defect(String file, String why) {
        @Override
        public String toString() {
            return file + " " + why;
        }
    }

    /** What is there, in order of numbers, and what is wrong with it. */
    record Contents(List<Segment> segments, List<Defect> defects) {
        Marks end() {
            return segments.stream().map(s -> s.header().to()).reduce(Marks.NONE, Marks::furthest);
        }

        long lastNumber() {
            return segments.isEmpty()
                    ? 0
                    : segments.get(segments.size() - 1).header().number();
        }

        /** {@return what no segment covers, up to the furthest} */
        List<Gap> gaps() {
            var gaps = new ArrayList<Gap>();
            Marks covered = Marks.NONE;
            var byStart = new ArrayList<>(segments);
            byStart.sort((a, b) ->
                    Long.compare(a.header().from().position(), b.header().from().position()));
            for (Segment segment : byStart) {
                if (!covered.reaches(segment.header().from())) {
                    gaps.add(new Gap(covered, covered.furthest(segment.header().from())));
                }
                covered = covered.furthest(segment.header().to());
            }
            return gaps;
        }
    }

    /** What no segment covers. */
    record Gap(Marks from, Marks to) {}

    static UUID idOf(Path folder) {
        try {
            return UUID.fromString(folder.getFileName().toString());
        } catch (IllegalArgumentException e) {
            throw new BackupException(folder + " is not the folder of a backup; its name should be the backup's id", e);
        }
    }

    UUID id() {
        return id;
    }

    Path folder() {
        return folder;
    }

    Path file(long number) {
        return folder.resolve(String.format(Locale.ROOT, NAME, number));
    }

    /** {@return what is there by the heads alone; no body is opened} */
    Contents read() throws IOException {
        var segments = new ArrayList<Segment>();
        var defects = new ArrayList<Defect>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PATTERN)) {
            for (Path file : files) {
                head(file, segments, defects);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        segments.sort((a, b) -> Long.compare(a.header().number(), b.header().number()));
        return new Contents(segments, defects);
    }

    private void head(Path file, List<Segment> segments, List<Defect> defects) {
        String name = file.getFileName().toString();
        try {
            SegmentHeader header = SegmentHeader.read(file);
            if (!header.series().equals(id)) {
                defects.add(new Defect(name, "belongs to another backup"));
            } else if (!name.equals(file(header.number()).getFileName().toString())) {
                defects.add(new Defect(name, "was renamed: it is segment " + header.number()));
            } else {
                segments.add(new Segment(file, header));
            }
        } catch (IOException e) {
            defects.add(new Defect(name, "cannot be read: " + e.getMessage()));
        }
    }

    /**
     * {@return segments that do not follow on the one before them: one of the two was exchanged for an older or a foreign one}
     *
     * <p>A number that is missing is no break by itself: its content may have been copied again into a later segment.
     */
    static List<Defect> breaks(List<Segment> segments) throws IOException {
        var defects = new ArrayList<Defect>();
        byte[] previous = new byte[SegmentHeader.HASH];
        long expected = 1;
        for (Segment segment : segments) {
            if (segment.header().number() == expected
                    && !Arrays.equals(previous, segment.header().previous())) {
                defects.add(new Defect(
                        segment.file().getFileName().toString(),
                        "does not follow on the segment before it, one of them was exchanged"));
            }
            previous = Octets.sha256(segment.file());
            expected = segment.header().number() + 1;
        }
        return defects;
    }
}
