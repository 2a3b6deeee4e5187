package org.hearthgate.api.gatt;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.api.ieee11073.DeviceDateTime;
import org.hearthgate.api.ieee11073.FrameException;
import org.hearthgate.api.ieee11073.FrameReader;

/**
 * One value of the Record Access Control Point (2A52), by which meters, continuous sensors and oximeters are asked for what they have
 * stored. There is no way here to write the request that deletes.
 *
 * @param operation what is asked or answered
 * @param operator which records; {@link Operator#NULL} in answers
 * @param operand what the operator or the answer needs
 */
public record RecordAccess(Operation operation, Operator operator, Operand operand) {
    private static final int FILTER_NUMBER = 1;
    private static final int FILTER_TIME = 2;

    public RecordAccess {
        requireNonNull(operation, "operation");
        requireNonNull(operator, "operator");
        requireNonNull(operand, "operand");
    }

    /** What is asked or answered, in order of their codes from 1. */
    public enum Operation {
        REPORT("ReportStoredRecords"),
        DELETE("DeleteStoredRecords"),
        ABORT("Abort"),
        REPORT_NUMBER("ReportNumberOfRecords"),
        NUMBER("NumberOfRecordsResponse"),
        RESPONSE("ResponseCode"),
        COMBINED_REPORT("CombinedReport"),
        COMBINED_REPORT_RESPONSE("CombinedReportResponse");

        private final String word;

        Operation(String word) {
            this.word = word;
        }

        static Optional<Operation> of(int code) {
            return code < 1 || code > values().length ? Optional.empty() : Optional.of(values()[code - 1]);
        }
    }

    /** Which records, in order of their codes from 0. */
    public enum Operator {
        NULL("Null"),
        ALL("AllRecords"),
        UP_TO("LessOrEqual"),
        FROM("GreaterOrEqual"),
        RANGE("WithinRange"),
        FIRST("FirstRecord"),
        LAST("LastRecord");

        private final String word;

        Operator(String word) {
            this.word = word;
        }
    }

    /** How an operation ended, in order of their codes from 1. */
    public enum Outcome {
        SUCCESS("Success"),
        OPERATION_NOT_SUPPORTED("OpCodeNotSupported"),
        INVALID_OPERATOR("InvalidOperator"),
        OPERATOR_NOT_SUPPORTED("OperatorNotSupported"),
        INVALID_OPERAND("InvalidOperand"),
        NO_RECORDS("NoRecordsFound"),
        ABORT_UNSUCCESSFUL("AbortUnsuccessful"),
        NOT_COMPLETED("ProcedureNotCompleted"),
        OPERAND_NOT_SUPPORTED("OperandNotSupported"),
        BUSY("ServerBusy"),
        /** A code that the specification has not given out. */
        RESERVED("Reserved");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        static Outcome of(int code) {
            return code < 1 || code >= values().length ? RESERVED : values()[code - 1];
        }
    }

    /** What stands behind operation and operator. */
    public sealed interface Operand {
        /** Nothing. */
        record None() implements Operand {}

        /** Records by their number, or by minutes since the session's start; one value, or two for a range. */
        record Numbers(List<Integer> values) implements Operand {
            public Numbers {
                values = List.copyOf(values);
            }
        }

        /** Records by the time that the user sees; one value, or two for a range. */
        record Times(List<DeviceDateTime> values) implements Operand {
            public Times {
                values = List.copyOf(values);
            }
        }

        /** How many records there are, 0 to 65535. */
        record Count(int records) implements Operand {}

        /**
         * How an operation ended.
         *
         * @param request which; empty where its code is none
         */
        record Answer(Optional<Operation> request, Outcome outcome) implements Operand {}
    }

    /** {@return the request for every record} */
    public static byte[] reportAll() {
        return new byte[] {1, 1};
    }

    /** {@return the request for the oldest record} */
    public static byte[] reportFirst() {
        return new byte[] {1, 5};
    }

    /** {@return the request for the newest record} */
    public static byte[] reportLast() {
        return new byte[] {1, 6};
    }

    /** {@return the request for every record from this number or minute on, 0 to 65535} */
    public static byte[] reportFrom(int lowest) {
        return new byte[] {1, 3, FILTER_NUMBER, (byte) lowest, (byte) (lowest >>> 8)};
    }

    /** {@return the request for the records between these numbers or minutes, both included, 0 to 65535} */
    public static byte[] reportRange(int lowest, int highest) {
        return new byte[] {
            1, 4, FILTER_NUMBER, (byte) lowest, (byte) (lowest >>> 8), (byte) highest, (byte) (highest >>> 8)
        };
    }

    /** {@return the request to stop what was asked last} */
    public static byte[] abort() {
        return new byte[] {3, 0};
    }

    /** Reads one value, request or answer. */
    public static RecordAccess parse(byte[] octets) throws FrameException {
        FrameReader reader = FrameReader.littleEndian(octets);
        Operation operation =
                Operation.of(reader.unsigned8()).orElseThrow(() -> new FrameException("reserved op code"));
        int code = reader.unsigned8();
        if (code >= Operator.values().length) {
            throw new FrameException("reserved operator");
        }
        Operator operator = Operator.values()[code];
        var parsed = new RecordAccess(
                operation,
                operator,
                switch (operation) {
                    case ABORT -> new Operand.None();
                    case NUMBER, COMBINED_REPORT_RESPONSE, RESPONSE -> answer(operation, operator, reader);
                    case REPORT, DELETE, REPORT_NUMBER, COMBINED_REPORT -> which(operator, reader);
                });
        reader.end();
        return parsed;
    }

    private static Operand answer(Operation operation, Operator operator, FrameReader reader) throws FrameException {
        if (operator != Operator.NULL) {
            throw new FrameException("operator must be Null");
        }
        return operation == Operation.RESPONSE
                ? new Operand.Answer(Operation.of(reader.unsigned8()), Outcome.of(reader.unsigned8()))
                : new Operand.Count(reader.unsigned16());
    }

    private static Operand which(Operator operator, FrameReader reader) throws FrameException {
        int values =
                switch (operator) {
                    case NULL, ALL, FIRST, LAST -> 0;
                    case UP_TO, FROM -> 1;
                    case RANGE -> 2;
                };
        if (values == 0) {
            return new Operand.None();
        }
        return switch (reader.unsigned8()) {
            case FILTER_NUMBER ->
                new Operand.Numbers(
                        values == 1 ? List.of(reader.unsigned16()) : List.of(reader.unsigned16(), reader.unsigned16()));
            case FILTER_TIME ->
                new Operand.Times(
                        values == 1 ? List.of(reader.dateTime()) : List.of(reader.dateTime(), reader.dateTime()));
            default -> throw new FrameException("reserved filter");
        };
    }

    /** {@return how the operation of that name ended, where this says so} */
    public Optional<Outcome> outcomeOf(Operation request) {
        return operand instanceof Operand.Answer answer
                        && answer.request().filter(request::equals).isPresent()
                ? Optional.of(answer.outcome())
                : Optional.empty();
    }

    /** {@return the value as {@link org.hearthgate.api.device.FrameDecoder} tells it} */
    public Map<String, Object> json() {
        var json = new LinkedHashMap<String, Object>();
        json.put("op", operation.word);
        json.put("operator", operator.word);
        if (operand instanceof Operand.Numbers numbers) {
            json.put("filter", "SequenceOrTimeOffset");
            putValues(json, numbers.values());
        } else if (operand instanceof Operand.Times times) {
            json.put("filter", "UserFacingTime");
            putValues(json, times.values().stream().map(DeviceDateTime::text).toList());
        } else if (operand instanceof Operand.Count count) {
            json.put("count", count.records());
        } else if (operand instanceof Operand.Answer answer) {
            json.put("request", answer.request().map(asked -> asked.word).orElse("Reserved"));
            json.put("result", answer.outcome().word);
        }
        return json;
    }

    private static void putValues(Map<String, Object> json, List<?> values) {
        if (values.size() == 1) {
            json.put("value", values.get(0));
        } else {
            json.put("min", values.get(0));
            json.put("max", values.get(1));
        }
    }
}
