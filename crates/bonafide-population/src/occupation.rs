//! Occupations: titles, tools, what is made and how, and what people studied for it.

use crate::random::Random;

/// One occupation.
pub(crate) struct Occupation {
    /// Share among the jobs that are advertised.
    pub(crate) weight: f64,
    /// Title without rank.
    pub(crate) title: &'static str,
    /// Department of the employer.
    pub(crate) department: &'static str,
    /// Tools and technologies, the commoner first.
    pub(crate) tools: &'static [&'static str],
    /// What is made or kept.
    pub(crate) objects: &'static [&'static str],
    /// How it is done.
    pub(crate) methods: &'static [&'static str],
    /// Fields that people studied.
    pub(crate) fields: &'static [&'static str],
    /// Certificates with their issuers.
    pub(crate) certificates: &'static [(&'static str, &'static str)],
}

/// Draws an occupation as they are advertised; the result indexes [`OCCUPATIONS`].
pub(crate) fn draw(random: &mut Random) -> usize {
    let weights = OCCUPATIONS.map(|occupation| occupation.weight);
    random.weighted(&weights)
}

/// Title with a rank for so many years of work.
pub(crate) fn title(occupation: usize, years: i64, random: &mut Random) -> String {
    let title = OCCUPATIONS[occupation].title;
    let rank = match years {
        ..1 => random.pick(&["Junior ", "Associate ", "", ""]),
        1..4 => random.pick(&["", "", "", "Associate "]),
        4..9 => random.pick(&["", "Senior ", "Senior ", "Lead "]),
        _ => random.pick(&["Senior ", "Staff ", "Lead ", "Principal ", ""]),
    };
    format!("{rank}{title}")
}

/// Year of the first public release of a tool; 0 for what is older than all careers here.
pub(crate) fn released(tool: &str) -> i16 {
    RELEASES.iter().find(|(_, tools)| tools.contains(&tool)).map_or(0, |(year, _)| *year)
}

/// Years of first releases, as the projects' own sites give them.
const RELEASES: [(i16, &[&str]); 14] = [
    (2009, &["MongoDB", "Node.js", "Redis", "Go"]),
    (2010, &["Elasticsearch", "AngularJS", "OpenTelemetry Collector", "Yocto", "Bluetooth LE"]),
    (2011, &["Kafka", "D3", "BigQuery", "Firebase", "CrowdStrike", "Intune", "Canva", "Miro"]),
    (2012, &["TypeScript", "Ansible", "Redshift", "Amplitude", "Looker", "Appium", "Webpack"]),
    (2013, &["Docker", "React", "Databricks", "Fivetran", "Packer", "Datadog", "FreeRTOS+"]),
    (
        2014,
        &[
            "Spring Boot",
            "Kubernetes",
            "Terraform",
            "Spark",
            "Flink",
            "Snowflake",
            "XGBoost",
            "Swift",
            "Vue",
            "Jest",
            "Grafana",
            "Realm",
            "Fastlane",
            "OSQuery",
            "Power BI",
            "Helm",
        ],
    ),
    (
        2015,
        &[
            "gRPC",
            "GraphQL",
            "React Native",
            "Airflow",
            "TensorFlow",
            "Prometheus",
            "Vault",
            "Rust",
            "Redux",
            "Productboard",
            "YARA",
            "Google Ads",
        ],
    ),
    (
        2016,
        &[
            "Angular",
            "Kotlin",
            "Next.js",
            "Svelte",
            "Storybook",
            "PyTorch",
            "Zephyr",
            "Figma",
            "dbt",
            "Parquet",
            "Notion",
            "k6",
        ],
    ),
    (
        2017,
        &[
            "Flutter",
            "Cypress",
            "Istio",
            "Ray",
            "ONNX",
            "SageMaker",
            "FAISS",
            "Room",
            "Tailwind CSS",
        ],
    ),
    (
        2018,
        &[
            "MLflow",
            "Kubeflow",
            "Argo CD",
            "Hugging Face Transformers",
            "Great Expectations",
            "Triton",
            "Weights & Biases",
            "Zeek",
            "Iceberg",
            "Sentinel",
        ],
    ),
    (2019, &["Delta Lake", "SwiftUI", "Combine", "OpenTelemetry", "GitHub Actions"]),
    (2020, &["Playwright", "Vite"]),
    (2021, &["Jetpack Compose"]),
    (2022, &["LangChain"]),
];

const COMPUTING: &[&str] = &[
    "Computer Science",
    "Computer Science",
    "Software Engineering",
    "Computer Engineering",
    "Information Technology",
    "Mathematics",
    "Information Systems",
];
const ENGINEERING: &[&str] =
    &["Electrical Engineering", "Computer Engineering", "Mechanical Engineering", "Physics"];
const NUMBERS: &[&str] =
    &["Statistics", "Mathematics", "Economics", "Computer Science", "Information Systems"];
const TRADE: &[&str] =
    &["Business Administration", "Marketing", "Economics", "Communication", "Psychology"];
const ACCOUNTS: &[&str] = &["Accounting", "Finance", "Business Administration", "Economics"];

const CLOUD: (&str, &str) = ("AWS Certified Solutions Architect", "Amazon Web Services");
const KUBERNETES: (&str, &str) = ("Certified Kubernetes Administrator", "CNCF");
const AZURE: (&str, &str) = ("Azure Fundamentals", "Microsoft");
const SCRUM: (&str, &str) = ("Professional Scrum Master I", "Scrum.org");
const PROJECTS: (&str, &str) = ("Project Management Professional", "PMI");
const SECURITY: (&str, &str) = ("Security+", "CompTIA");
const NETWORKS: (&str, &str) = ("Network+", "CompTIA");
const TESTING: (&str, &str) = ("Certified Tester Foundation Level", "ISTQB");
const LEARNING: (&str, &str) = ("Machine Learning Specialization", "Coursera");
const ANALYTICS: (&str, &str) = ("Data Analytics Professional Certificate", "Coursera");

/// All occupations.
#[rustfmt::skip]
pub(crate) const OCCUPATIONS: [Occupation; 14] = [
    Occupation {
        weight: 18.0, title: "Software Engineer", department: "Engineering",
        tools: &["Java", "Python", "Go", "PostgreSQL", "Kafka", "Redis", "Spring Boot", "Docker", "AWS", "gRPC", "C#", ".NET", "MySQL", "Elasticsearch", "RabbitMQ", "Terraform", "Node.js", "Rust", "Scala", "GraphQL"],
        objects: &["the billing service", "an order pipeline", "the public API", "a permissions model", "the notification service", "a search index", "the checkout flow", "a scheduling service", "the tenant migration", "an event store", "the pricing engine", "a document store", "the partner gateway", "an audit trail", "a rate limiter", "the import of legacy records", "the session service", "a feature flag service", "the invoice generator", "a claims workflow"],
        methods: &["by splitting one large service into four", "with contract tests between teams", "by moving reads to replicas", "with a staged rollout", "by replacing polling with events", "through careful profiling", "with property-based tests", "by removing a shared database", "with idempotent consumers", "by caching at the edge"],
        fields: COMPUTING, certificates: &[CLOUD, AZURE, KUBERNETES],
    },
    Occupation {
        weight: 10.0, title: "Frontend Engineer", department: "Engineering",
        tools: &["React", "TypeScript", "Next.js", "CSS", "Vue", "GraphQL", "Cypress", "Jest", "Storybook", "Webpack", "Angular", "Svelte", "Tailwind CSS", "Redux", "Playwright", "D3", "Vite"],
        objects: &["the customer dashboard", "a component library", "the onboarding pages", "the booking form", "an editor for templates", "the account settings", "a design system", "the reporting screens", "the mobile web shop", "an accessibility audit", "the map view", "the help center", "a charting module", "the consent banner", "the admin console"],
        methods: &["with server-side rendering", "by splitting bundles per route", "together with two designers", "with visual regression tests", "by replacing three home-grown widgets", "with keyboard and screen reader support", "after interviews with twelve customers", "by deferring what is below the fold", "with a typed client"],
        fields: COMPUTING, certificates: &[SCRUM, CLOUD],
    },
    Occupation {
        weight: 5.0, title: "Mobile Engineer", department: "Engineering",
        tools: &["Kotlin", "Swift", "SwiftUI", "Jetpack Compose", "Flutter", "React Native", "Firebase", "Gradle", "Fastlane", "SQLite", "Room", "Combine", "Realm"],
        objects: &["the rider app", "offline sync", "the payment sheet", "push messaging", "the camera flow", "the loyalty card", "a deep link router", "the release train", "the biometric login", "the map module", "the media player", "crash reporting"],
        methods: &["with a shared core for both platforms", "by rewriting the list in native views", "with staged releases", "by measuring cold starts on old phones", "with snapshot tests", "by batching network calls"],
        fields: COMPUTING, certificates: &[CLOUD, SCRUM],
    },
    Occupation {
        weight: 8.0, title: "Data Engineer", department: "Data",
        tools: &["Spark", "Airflow", "dbt", "Snowflake", "Python", "SQL", "Kafka", "BigQuery", "Databricks", "Delta Lake", "Redshift", "Flink", "Scala", "Great Expectations", "Fivetran", "Parquet", "Iceberg"],
        objects: &["the warehouse loads", "a customer data model", "the clickstream pipeline", "the finance mart", "late-arriving events", "a catalog of datasets", "the nightly batch", "a change data capture feed", "quality checks", "the marketing attribution tables", "a lakehouse", "the inventory feed", "backfills of five years"],
        methods: &["with incremental models", "by partitioning on event time", "with tests on every column that finance reads", "by retiring forty stored procedures", "with lineage from source to report", "by compacting small files", "through data contracts with producers"],
        fields: NUMBERS, certificates: &[CLOUD, AZURE, ANALYTICS],
    },
    Occupation {
        weight: 10.0, title: "Machine Learning Engineer", department: "Data",
        tools: &["PyTorch", "Python", "TensorFlow", "scikit-learn", "MLflow", "Kubeflow", "LangChain", "Ray", "XGBoost", "Hugging Face Transformers", "CUDA", "ONNX", "SageMaker", "FAISS", "Triton", "Weights & Biases"],
        objects: &["a ranking model", "a forecast of demand", "the recommendation service", "a document classifier", "a feature store", "an evaluation harness", "a retrieval pipeline", "a speech model", "anomaly alerts", "the churn model", "an image segmentation model", "the training cluster", "the labeling workflow", "a fraud model", "online experiments"],
        methods: &["with distillation to a smaller model", "by mining hard negatives", "with weekly retraining", "by calibrating scores per market", "with mixed precision", "through active learning", "by monitoring drift per feature", "with a two-tower architecture", "by pruning features that leaked"],
        fields: NUMBERS, certificates: &[LEARNING, CLOUD, ANALYTICS],
    },
    Occupation {
        weight: 8.0, title: "Site Reliability Engineer", department: "Infrastructure",
        tools: &["Kubernetes", "Terraform", "Prometheus", "Grafana", "AWS", "Linux", "Ansible", "Helm", "Argo CD", "Docker", "Jenkins", "GCP", "Vault", "Istio", "Datadog", "OpenTelemetry", "Packer", "GitHub Actions"],
        objects: &["the deployment pipeline", "three production clusters", "on-call runbooks", "the alerting rules", "a disaster recovery plan", "the move to a second region", "secrets management", "the build farm", "capacity planning", "the service mesh", "log retention", "cost reports by team", "the base images"],
        methods: &["by writing service level objectives with each team", "with blue-green releases", "by deleting alerts that nobody acted on", "with policy as code", "through game days every quarter", "by right-sizing requests", "with spot instances for batch work", "by replacing hand-made servers with images"],
        fields: COMPUTING, certificates: &[KUBERNETES, CLOUD, AZURE],
    },
    Occupation {
        weight: 5.0, title: "Security Analyst", department: "Security",
        tools: &["Splunk", "Wireshark", "Nessus", "CrowdStrike", "Burp Suite", "Python", "Sentinel", "Okta", "Snort", "Metasploit", "YARA", "Zeek", "Qualys", "OSQuery"],
        objects: &["phishing reports", "the vulnerability program", "detection rules", "access reviews", "an incident playbook", "the endpoint rollout", "third-party assessments", "a tabletop exercise", "firewall rules", "cloud posture findings", "privileged accounts", "the awareness training"],
        methods: &["by ranking findings by exposure", "with automatic enrichment", "by tuning out the noisiest rules", "with the help desk and two vendors", "through monthly reviews with owners", "by mapping rules to ATT&CK"],
        fields: COMPUTING, certificates: &[SECURITY, NETWORKS, AZURE],
    },
    Occupation {
        weight: 5.0, title: "Quality Engineer", department: "Engineering",
        tools: &["Selenium", "Cypress", "Playwright", "Postman", "JMeter", "TestRail", "Python", "Java", "Appium", "Jira", "Cucumber", "k6", "SQL"],
        objects: &["the regression suite", "load tests for the sale season", "a device lab", "contract tests", "the defect triage", "test data", "the release checklist", "exploratory sessions", "flaky tests", "the acceptance criteria", "the API test suite"],
        methods: &["by running suites in parallel", "with synthetic accounts", "by moving checks from the browser to the API", "together with developers from the first day", "with a weekly report of escapes", "by quarantining and fixing unstable tests"],
        fields: COMPUTING, certificates: &[TESTING, SCRUM],
    },
    Occupation {
        weight: 6.0, title: "Product Manager", department: "Product",
        tools: &["Jira", "Figma", "Amplitude", "SQL", "Looker", "Productboard", "Miro", "Mixpanel", "Confluence", "Tableau", "Notion"],
        objects: &["the roadmap for payments", "the onboarding journey", "a marketplace for partners", "the pricing change", "the discovery program", "a subscription tier", "the self-service portal", "a beta with forty customers", "the returns experience", "launch plans for two markets", "the developer platform"],
        methods: &["by interviewing six customers a week", "with quarterly bets instead of feature lists", "through experiments in two markets", "with sales and support at one table", "by cutting scope to the riskiest assumption", "with a clear measure of success"],
        fields: TRADE, certificates: &[SCRUM, PROJECTS],
    },
    Occupation {
        weight: 5.0, title: "Data Analyst", department: "Data",
        tools: &["SQL", "Tableau", "Excel", "Python", "Power BI", "R", "Looker", "dbt", "Google Analytics", "BigQuery", "pandas", "Snowflake"],
        objects: &["the weekly revenue report", "a cohort analysis", "the forecast for operations", "customer segments", "the test readouts", "a dashboard for store managers", "the supplier scorecard", "a model of staffing needs", "the churn analysis", "survey results", "the definition of active users"],
        methods: &["by agreeing one definition with finance", "with automated refreshes", "by replacing thirty spreadsheets", "with confidence intervals that managers read", "through office hours twice a week", "by joining support tickets with usage"],
        fields: NUMBERS, certificates: &[ANALYTICS, AZURE],
    },
    Occupation {
        weight: 5.0, title: "Embedded Engineer", department: "Hardware",
        tools: &["C", "C++", "FreeRTOS", "Zephyr", "CAN", "ARM Cortex-M", "Python", "Yocto", "Bluetooth LE", "JTAG", "MQTT", "Rust", "Simulink"],
        objects: &["the motor controller", "a bootloader with signed updates", "the sensor hub", "the battery management firmware", "a test rig", "the radio stack", "drivers for two boards", "the telemetry unit", "a watchdog strategy", "the calibration station", "the gateway image"],
        methods: &["by moving work out of interrupts", "with hardware-in-the-loop tests", "by halving the duty cycle", "with static analysis on every change", "together with the board designers", "by tracing every wake-up"],
        fields: ENGINEERING, certificates: &[PROJECTS, NETWORKS],
    },
    Occupation {
        weight: 5.0, title: "IT Support Specialist", department: "IT",
        tools: &["Active Directory", "Windows Server", "ServiceNow", "Intune", "Office 365", "VMware", "PowerShell", "Jamf", "Cisco Meraki", "Okta", "SCCM", "Zendesk"],
        objects: &["the help desk queue", "laptop provisioning", "the move to a new ticket system", "printer and network faults at six offices", "account requests", "the asset register", "remote support for field staff", "patch cycles", "conference rooms", "the knowledge base", "onboarding of new starters"],
        methods: &["with scripts that replaced manual steps", "by writing forty short guides", "through a rota across three shifts", "with self-service resets", "by visiting every site twice a year", "with imaging over the network"],
        fields: COMPUTING, certificates: &[NETWORKS, SECURITY, AZURE],
    },
    Occupation {
        weight: 5.0, title: "Accountant", department: "Finance",
        tools: &["Excel", "SAP", "QuickBooks", "NetSuite", "Oracle Financials", "Power BI", "Xero", "Hyperion", "BlackLine", "SQL", "Workday"],
        objects: &["the month-end close", "accounts payable", "bank reconciliations", "the annual audit", "fixed assets", "revenue recognition", "the expense policy", "intercompany balances", "sales tax returns", "the budget for four departments", "vendor onboarding", "cash forecasts"],
        methods: &["by moving checks forward into the month", "with templates for every journal", "by matching invoices automatically", "with controls that passed two audits", "through a weekly call with buyers", "by clearing items older than ninety days"],
        fields: ACCOUNTS, certificates: &[PROJECTS, ANALYTICS],
    },
    Occupation {
        weight: 5.0, title: "Marketing Specialist", department: "Marketing",
        tools: &["HubSpot", "Google Analytics", "Salesforce", "Mailchimp", "Google Ads", "Figma", "WordPress", "SEMrush", "Canva", "Marketo", "Hootsuite"],
        objects: &["the newsletter program", "paid search", "a launch campaign", "the partner webinar series", "the content calendar", "lead scoring", "a trade show presence", "the referral program", "landing pages", "the brand guide", "customer stories", "the lifecycle mails"],
        methods: &["by testing two subject lines a week", "with a segment for dormant accounts", "together with sales development", "by cutting channels that did not convert", "with clear attribution", "through interviews with thirty users"],
        fields: TRADE, certificates: &[ANALYTICS, PROJECTS],
    },
];
