package org.hearthgate.it.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a process holds at one moment.
 *
 * @param heapMib used by live objects, after a full collection
 * @param handles open files and sockets
 * @param threads of the process
 * @param residentMib resident memory
 */
record Vitality(double heapMib, long handles, int threads, double residentMib) {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final double KIB = 1024;

    /** Looks at a process of this machine. */
    static Vitality of(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
        double heap = 0;
        while (used.find()) {
            heap += Double.parseDouble(used.group(1)) / KIB;
        }
        Path process = Path.of("/proc", Long.toString(pid));
        List<String> status = Files.readAllLines(process.resolve("status"));
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            return new Vitality(heap, open.count(), (int) number(status, "Threads:"), number(status, "VmRSS:") / KIB);
        }
    }

    private static double number(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("jcmd " + command + " failed: " + said);
        }
        // of the serial collector: "def new generation … used", "tenured generation … used", then "Metaspace used"
        int metaspace = said.indexOf("Metaspace");
        return metaspace < 0 ? said : said.substring(0, metaspace);
    }
}
