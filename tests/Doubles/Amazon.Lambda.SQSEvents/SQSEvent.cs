namespace Amazon.Lambda.SQSEvents;

/// <summary>The messages that a function is handed at once.</summary>
public class SQSEvent
{
    /// <summary>The messages.</summary>
    public List<SQSMessage> Records { get; set; }

    /// <summary>A message.</summary>
    public class SQSMessage
    {
        /// <summary>Its identifier.</summary>
        public string MessageId { get; set; }

        /// <summary>By which this delivery is acknowledged.</summary>
        public string ReceiptHandle { get; set; }

        /// <summary>Its text.</summary>
        public string Body { get; set; }

        /// <summary>The MD5 of its text.</summary>
        public string Md5OfBody { get; set; }

        /// <summary>The MD5 of its attributes.</summary>
        public string Md5OfMessageAttributes { get; set; }

        /// <summary>The queue's ARN.</summary>
        public string EventSourceArn { get; set; }

        /// <summary>What sent it.</summary>
        public string EventSource { get; set; }

        /// <summary>The queue's region.</summary>
        public string AwsRegion { get; set; }

        /// <summary>What the queue says of it.</summary>
        public Dictionary<string, string> Attributes { get; set; }
    }
}
