/**
 * Two pages of one browser that see each other with nothing between them but a BroadcastChannel: the least that
 * WebRTC needs from the click to the first picture.
 */
type Message =
	| { to: 'sender'; hello: true }
	| { to: 'sender'; answer: RTCSessionDescriptionInit }
	| { to: 'viewer'; offer: RTCSessionDescriptionInit }
	| { to: 'sender' | 'viewer'; candidate: RTCIceCandidateInit };

const channel = new BroadcastChannel('bare');
const say = (message: Message) => channel.postMessage(message);
let connection: RTCPeerConnection;

function connect(other: 'sender' | 'viewer') {
	connection?.close();
	connection = new RTCPeerConnection();
	connection.onicecandidate = ({ candidate }) => {
		if (candidate) say({ to: other, candidate: candidate.toJSON() });
	};
	return connection;
}

/** Its camera runs already, as that of a conference does. */
async function sendBare() {
	const stream = await navigator.mediaDevices.getUserMedia({
		audio: true,
		video: { width: 1280, height: 720, frameRate: 25 }
	});
	channel.onmessage = async ({ data }: MessageEvent<Message>) => {
		if (data.to !== 'sender') return;
		if ('hello' in data) {
			const sending = connect('viewer');
			for (const track of stream.getTracks()) sending.addTrack(track, stream);
			await sending.setLocalDescription();
			say({ to: 'viewer', offer: sending.localDescription?.toJSON() as RTCSessionDescriptionInit });
		} else if ('answer' in data) await connection.setRemoteDescription(data.answer);
		else if ('candidate' in data) await connection.addIceCandidate(data.candidate);
	};
}

/** Milliseconds from here to the first picture. */
function viewBare(): Promise<number> {
	const began = performance.now();
	document.querySelector('video')?.remove();
	const video = document.createElement('video');
	video.muted = video.autoplay = video.playsInline = true;
	document.body.append(video);
	channel.onmessage = async ({ data }: MessageEvent<Message>) => {
		if (data.to !== 'viewer') return;
		if ('offer' in data) {
			const receiving = connect('sender');
			receiving.ontrack = ({ streams: [stream] }) => (video.srcObject = stream ?? null);
			await receiving.setRemoteDescription(data.offer);
			await receiving.setLocalDescription();
			const answer = receiving.localDescription?.toJSON() as RTCSessionDescriptionInit;
			say({ to: 'sender', answer });
		} else if ('candidate' in data) await connection.addIceCandidate(data.candidate);
	};
	say({ to: 'sender', hello: true });
	return new Promise((resolve) => {
		video.requestVideoFrameCallback(() => resolve(performance.now() - began));
	});
}

Object.assign(window, { sendBare, viewBare });
