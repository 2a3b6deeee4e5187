package org.hearthgate.web.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.hearthgate.api.alert.Alert;
import org.hearthgate.api.alert.AlertBoard;
import org.hearthgate.api.alert.AlertJournal;
import org.hearthgate.api.alert.AlertRule;
import org.hearthgate.api.commissioning.Commissioning;
import org.hearthgate.api.device.DeviceAdapter;
import org.hearthgate.api.device.DoseCorrections;
import org.hearthgate.api.device.PendingReadings;
import org.hearthgate.api.forecast.Forecasts;
import org.hearthgate.api.household.AccessControl;
import org.hearthgate.api.household.Household;
import org.hearthgate.api.hub.HealthProbe;
import org.hearthgate.api.hub.HubClock;
import org.hearthgate.api.insight.AlarmAudits;
import org.hearthgate.api.insight.GlucoseMetrics;
import org.hearthgate.api.signal.DeviceClocks;
import org.hearthgate.api.signal.SensorSignals;
import org.hearthgate.api.store.ObservationStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The container's side of the native REST: turns requests into {@link Call}s and {@link Answer}s into responses, decides nothing. */
@Component(configurationPid = WebConfig.PID, name = "org.hearthgate.web.rest", service = Servlet.class)
@Designate(ocd = WebConfig.class)
@HttpWhiteboardServletPattern({"/hub/v1/*", "/health"})
@HttpWhiteboardServletAsyncSupported
public final class HubServlet extends HttpServlet {
    private static final List<String> HEADERS =
            List.of("authorization", "cookie", "origin", "host", "sec-fetch-site", "x-hearthgate");

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile ObservationStore store;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile AlertBoard board;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile AlertJournal journal;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SensorSignals signals;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile DeviceClocks clocks;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Commissioning commissioning;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile DoseCorrections corrections;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile AlarmAudits audits;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Forecasts forecasts;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile GlucoseMetrics metrics;

    @Reference
    volatile List<PendingReadings> pending = List.of();

    @Reference
    volatile List<AlertRule> rules = List.of();

    @Reference
    volatile List<DeviceAdapter> adapters = List.of();

    @Reference
    volatile List<HealthProbe> probes = List.of();

    private final transient LiveEvents events;
    private final transient Router router;

    @Activate
    public HubServlet(
            @Reference Household household,
            @Reference AccessControl access,
            @Reference HubClock clock,
            @Reference LiveEvents events,
            @Reference Reach reach,
            WebConfig config) {
        this.events = events;
        var parts = new Parts(
                household,
                access,
                clock,
                () -> store,
                () -> board,
                () -> journal,
                () -> rules,
                () -> adapters,
                () -> probes,
                () -> all(signals, SensorSignals::all),
                () -> all(clocks, DeviceClocks::all),
                () -> commissioning,
                () -> pending,
                () -> corrections,
                () -> audits,
                () -> forecasts,
                () -> metrics,
                reach);
        router = Routes.router(parts, config);
    }

    /** {@return what the service tells, nothing while it is away} */
    private static <S, T> List<T> all(S serviceOrNull, Function<S, List<T>> ask) {
        return serviceOrNull == null ? List.of() : ask.apply(serviceOrNull);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Headers.forData(response);
        int longest = Call.longestBody(path(request));
        byte[] body = request.getInputStream().readNBytes(longest + 1);
        if (body.length > longest) {
            send(new Refused(413, "too-long", "The body may have " + longest + " bytes at most.").reply(), response);
            return;
        }
        CompletableFuture<Answer> answer = router.serve(call(request, body));
        if (answer.isDone()) {
            finish(answer.join(), request, response);
        } else {
            AsyncContext exchange = request.startAsync();
            exchange.setTimeout(0); // the board's own timeout answers
            // on a container's thread: whoever completes it (alerting) must not write to a slow phone
            answer.thenAccept(late -> exchange.start(() -> finishLate(late, exchange, request, response)));
        }
    }

    private void finish(Answer answer, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (answer instanceof Answer.Reply reply) {
            send(reply, response);
        } else if (answer instanceof Answer.Listen leave) {
            stream(leave, request, response);
        }
    }

    private void finishLate(
            Answer answer, AsyncContext exchange, HttpServletRequest request, HttpServletResponse response) {
        try {
            finish(answer, request, response);
        } catch (IOException e) {
            // the asker has gone; what was asked for is done
        } finally {
            exchange.complete();
        }
    }

    private void stream(Answer.Listen leave, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (events.full()) {
            send(
                    new Refused(503, "too-many-pages", "Too many pages listen already. Close one and try again.")
                            .reply(),
                    response);
            return;
        }
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("X-Accel-Buffering", "no");
        response.flushBuffer();
        AsyncContext exchange = request.startAsync();
        exchange.setTimeout(0);
        var pipe = new ServletPipe(exchange, response.getOutputStream());
        try {
            pipe.startFor(events.listen(leave, pipe, this::open));
        } catch (Refused
                | IllegalStateException e) { // another page took the last place just now, or it was cut off already
            pipe.close();
        }
    }

    private List<Alert> open() {
        AlertBoard current = board;
        return current == null ? List.of() : current.open();
    }

    private static Call call(HttpServletRequest request, byte[] body) {
        Map<String, String> query = new HashMap<>();
        if (!request.getMethod().equals("POST")) { // so that the container never takes a body for a form
            request.getParameterMap().forEach((name, values) -> query.put(name, values[0]));
        }
        Map<String, String> headers = new HashMap<>();
        for (String name : HEADERS) {
            String value = request.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new Call(
                request.getMethod(), path(request), query, headers, body, request.getRemoteAddr(), request.isSecure());
    }

    private static String path(HttpServletRequest request) {
        return request.getServletPath() + (request.getPathInfo() == null ? "" : request.getPathInfo());
    }

    private static void send(Answer.Reply reply, HttpServletResponse response) throws IOException {
        response.setStatus(reply.status());
        reply.headers().forEach(response::setHeader);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setContentLength(reply.json().length);
        response.getOutputStream().write(reply.json());
    }
}
