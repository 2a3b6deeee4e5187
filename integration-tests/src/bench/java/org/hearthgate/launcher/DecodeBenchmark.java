package org.hearthgate.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** How long one frame takes from its hex to its JSON, by the adapters' own decoders in the framework: what {@code hub decode} does a row. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
    /** Service, characteristic and hex of one frame each, derived from the specifications. */
    @Param({
        "181F 2AA7 08000c100600596f",
        "1808 2A18 022a00ea070b15081e00b07811",
        "180D 2A37 164884038403",
        "1810 2A35 1e780050005d00ea070b15081e004800ff0000",
        "1822 2A5E 0162004800ea070b15081e00",
        "1809 2A1C 026e0100ffea070b15081e00",
        "181D 2A9D 02b435ea070b15081e00",
        "NFC?Type-4?/?PHDC 11073-APDU e7000010000e00020107000801000c1c00020010"
    })
    public String frame;

    private Gateway gateway;
    private Function<List<String>, String> decoder;
    private List<String> row;

    @Setup
    @SuppressWarnings("unchecked") // the service's property says what it takes and gives
    public void start() throws Exception {
        Path cache = Files.createTempDirectory("decode-benchmark-");
        gateway = Gateway.start(new Settings(), cache, DecodeCommand::takesPart);
        decoder = (Function<List<String>, String>)
                gateway.get(gateway.service(Function.class.getName(), "(hearthgate.job=decode)")
                        .orElseThrow());
        String[] words = frame.split(" ", 3);
        row = List.of(words[0].replace('?', ' '), words[1], words[2]);
        String decoded = decoder.apply(row);
        if (decoded.contains("\"error\"")) {
            throw new IllegalStateException(frame + " is no good frame: " + decoded);
        }
    }

    @TearDown
    public void stop() {
        gateway.close();
    }

    @Benchmark
    public String decode() {
        return decoder.apply(row);
    }
}
