package org.hearthgate.adapter.pen.internal.frames;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hearthgate.adapter.pen.internal.phd.Apdu;
import org.hearthgate.adapter.pen.internal.phd.ApduDecoder;
import org.hearthgate.adapter.pen.internal.phd.Association;
import org.hearthgate.adapter.pen.internal.phd.PhdRecord;
import org.hearthgate.api.ieee11073.FrameException;

/** Tells NDEF records and APDUs as a tree for the installer's eye. */
final class PhdWords {
    private static final List<String> RESULTS = List.of(
            "accepted",
            "rejected-permanent",
            "rejected-transient",
            "accepted-unknown-config",
            "rejected-no-common-protocol",
            "rejected-no-common-parameter",
            "rejected-unknown",
            "rejected-unauthorized",
            "rejected-unsupported-assoc-version");

    private PhdWords() {}

    static Map<String, Object> record(byte[] message) throws FrameException {
        var json = new LinkedHashMap<String, Object>();
        if (PhdRecord.decode(message) instanceof PhdRecord.Phd phd) {
            json.put("record", "PHD");
            json.put("seq", phd.sequence());
            json.put("flag80", phd.continued());
            json.putAll(apdu(phd.apdu()));
        } else {
            json.put("record", "empty");
        }
        return json;
    }

    static Map<String, Object> apdu(byte[] octets) throws FrameException {
        var json = new LinkedHashMap<String, Object>();
        Apdu apdu = ApduDecoder.decode(octets);
        if (apdu instanceof Apdu.Empty) {
            json.put("apdu", "empty");
        } else if (apdu instanceof Apdu.AssociationRequest request) {
            json.put("apdu", "AARQ");
            json.put("assoc_version", hex(request.version(), 8));
            json.put("protocol", request.protocol());
            request.association().ifPresent(association -> {
                association(association, json);
                json.put("data_req_flags", hex(association.dataRequestFlags(), 4));
                json.put("init_agent_count", association.agentRequests());
                json.put("init_manager_count", association.managerRequests());
                json.put("options", association.options());
            });
        } else if (apdu instanceof Apdu.AssociationResponse response) {
            json.put("apdu", "AARE");
            json.put("result", response.result() < RESULTS.size() ? RESULTS.get(response.result()) : response.result());
            json.put("protocol", response.protocol());
            response.association().ifPresent(association -> association(association, json));
        } else if (apdu instanceof Apdu.ReleaseRequest release) {
            reasoned("RLRQ", release.reason(), json);
        } else if (apdu instanceof Apdu.ReleaseResponse release) {
            reasoned("RLRE", release.reason(), json);
        } else if (apdu instanceof Apdu.Abort abort) {
            reasoned("ABRT", abort.reason(), json);
        } else if (apdu instanceof Apdu.Presentation data) {
            json.put("apdu", "PRST");
            json.put("invoke", data.invoke());
            json.put("choice", data.choice().word());
            BodyWords.tell(data.choice(), data.body(), json);
        }
        return json;
    }

    private static void reasoned(String word, int reason, Map<String, Object> json) {
        json.put("apdu", word);
        json.put("reason", reason);
    }

    private static void association(Association association, Map<String, Object> json) {
        json.put("proto_version", hex(association.protocolVersion(), 8));
        json.put("encoding", hex(association.encoding(), 4));
        json.put("nomenclature", hex(association.nomenclatureVersion(), 8));
        json.put("functional", hex(association.functionalUnits(), 8));
        json.put("system_type", hex(association.systemType(), 8));
        json.put("system_id", association.systemId());
        json.put("config_id", association.configurationId());
    }

    static String hex(long number, int digits) {
        return String.format("%0" + digits + "x", number);
    }

    static void put(Map<String, Object> json, String name, Optional<?> value) {
        value.ifPresent(present -> json.put(name, present));
    }
}
