package org.hearthgate.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Those who are called, as their web hooks see it: only what is signed with a carer's own secret has come to that carer. */
final class Carers implements AutoCloseable {
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final List<String> forged = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /**
     * One message that came to one carer.
     *
     * @param id of the message, the same for every try
     */
    record Told(String carer, String id, JsonNode message) {
        JsonNode data() {
            return message.get("data");
        }

        boolean isCall() {
            return message.get("type").asText().equals("hearthgate.alert");
        }

        boolean isQuiet() {
            return message.get("type").asText().equals("hearthgate.alert.quiet");
        }

        boolean isAbout(String alert) {
            return data().get("alert").asText().equals(alert);
        }

        int step() {
            return data().path("step").asInt(-1);
        }
    }

    Carers() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String url(String carer) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + carer;
    }

    static String secret(String carer) {
        byte[] octets = (carer + " has a secret of its own for the tests").getBytes(StandardCharsets.US_ASCII);
        return "whsec_" + Base64.getEncoder().encodeToString(octets);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String carer = exchange.getRequestURI().getPath().substring(1);
            byte[] body = exchange.getRequestBody().readAllBytes();
            String id = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id"));
            String at = exchange.getRequestHeaders().getFirst("webhook-timestamp");
            String signature = String.valueOf(exchange.getRequestHeaders().getFirst("webhook-signature"));
            boolean genuine = MessageDigest.isEqual(
                    signed(carer, id + "." + at + ".", body).getBytes(StandardCharsets.US_ASCII),
                    signature.getBytes(StandardCharsets.US_ASCII));
            if (genuine) {
                told.add(new Told(carer, id, Phone.JSON.readTree(body)));
            } else {
                forged.add(carer + " " + id);
            }
            exchange.sendResponseHeaders(genuine ? 204 : 401, -1);
        }
    }

    private static String signed(String carer, String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(
                    Base64.getDecoder().decode(secret(carer).substring("whsec_".length())), "HmacSHA256"));
            mac.update(head.getBytes(StandardCharsets.US_ASCII));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return all that came and was signed, in its order} */
    List<Told> told() {
        return List.copyOf(told);
    }

    /** {@return the calls about that alert} */
    List<Told> calls(String alert) {
        return told.stream().filter(one -> one.isCall() && one.isAbout(alert)).toList();
    }

    /** {@return who was called about that alert by that step} */
    List<String> called(String alert, int step) {
        return calls(alert).stream()
                .filter(one -> one.step() == step)
                .map(Told::carer)
                .distinct()
                .sorted()
                .toList();
    }

    List<String> forged() {
        return List.copyOf(forged);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
