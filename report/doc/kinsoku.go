package doc

// The marks that line breaking keeps from line starts and line ends (避头尾), in
// every format: the layout package breaks lines by them, and the DOCX gives them
// to the word processor.
// Source: GB/T 15834-2011, 5.1; Requirements for Chinese Text Layout, 3.1.8.
const (
	NotAtLineStart = "、。，．：；！？）》〉」』】〕〗〙〛］｝”’〞〟～〜・％々〻ー" +
		"﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞︶︸︺︼︾﹀﹂﹄︐︑︒︓︔︕︖" +
		"»›·‧•‰‱°′″℃℉¢∶—―…‥⸺–‐／" +
		")]},.:;!?%-/"
	NotAtLineEnd = "（《〈「『【〔〖〘〚［｛“‘〝￥＄￡﹙﹛﹝︵︷︹︻︽︿﹁﹃«‹¥£€№([{$"
)
