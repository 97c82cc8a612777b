//! Names of people: drawn by origin, and the origin is drawn from nothing and decides nothing else.

use crate::random::Random;
use bonafide_application::fold;

/// A person's name in its parts.
#[derive(Clone, Debug)]
pub(crate) struct FullName {
    /// Given name.
    pub(crate) given: String,
    /// Family name.
    pub(crate) family: String,
    /// Initial of a middle name.
    pub(crate) middle: Option<char>,
    /// The whole name in another script or another usual spelling.
    pub(crate) other_spelling: Option<String>,
}

/// How an origin forms names.
struct Origin {
    weight: f64,
    given: &'static str,
    family: &'static str,
    /// Beginnings and ends of the rarer family names; empty where there are none.
    stems: &'static str,
    ends: &'static str,
    /// Whether two given syllables are joined into one name.
    joined: bool,
}

/// Draws a name.
pub(crate) fn draw(random: &mut Random) -> FullName {
    let weights = ORIGINS.map(|origin| origin.weight);
    let origin = &ORIGINS[random.weighted(&weights)];
    let mut family = word(origin.family, random, 1.6);
    if !origin.stems.is_empty() && random.chance(0.55) {
        family = format!("{}{}", word(origin.stems, random, 1.0), word(origin.ends, random, 1.0));
    }
    if origin.joined {
        return syllabic(origin, &family, random);
    }
    let given = word(origin.given, random, 1.3);
    let middle = random.chance(0.22).then(|| initial(random));
    let other_spelling = other(&given).map(|given| format!("{given} {family}"));
    FullName { given, family, middle, other_spelling }
}

impl FullName {
    /// As most people type it.
    pub(crate) fn plain(&self) -> String {
        format!("{} {}", self.given, self.family)
    }

    /// With the middle initial, where there is one.
    pub(crate) fn full(&self) -> String {
        match self.middle {
            Some(middle) => format!("{} {middle}. {}", self.given, self.family),
            None => self.plain(),
        }
    }

    /// Family name first.
    pub(crate) fn reversed(&self) -> String {
        format!("{} {}", self.family, self.given)
    }

    /// Given and family name as mail addresses and profile slugs have them.
    pub(crate) fn folded(&self) -> (String, String) {
        (letters(&self.given), letters(&self.family))
    }
}

/// The letters of a name in lower case, without accents, as mailboxes and slugs have them.
pub(crate) fn letters(text: &str) -> String {
    let mut letters = fold(text);
    letters.retain(|c| c.is_ascii_alphabetic());
    letters
}

fn initial(random: &mut Random) -> char {
    char::from(b"ABCDEFGHJKLMNPRSTVW"[random.below(19)])
}

/// Names of two written syllables, each with its sign.
fn syllabic(origin: &Origin, family: &str, random: &mut Random) -> FullName {
    let mut pair = || split_sign(&word(origin.given, random, 1.2));
    let ((first, first_sign), (second, second_sign)) = (pair(), pair());
    let (family, family_sign) = split_sign(family);
    let given = match random.below(3) {
        0 => format!("{first}-{}", second.to_lowercase()),
        1 => format!("{first} {second}"),
        _ => format!("{first}{}", second.to_lowercase()),
    };
    let signs = format!("{family_sign}{first_sign}{second_sign}");
    let other_spelling = (signs.chars().count() == 3).then_some(signs);
    FullName { given, family, middle: None, other_spelling }
}

fn split_sign(text: &str) -> (String, String) {
    match text.split_once('/') {
        Some((latin, sign)) => (latin.to_owned(), sign.to_owned()),
        None => (text.to_owned(), String::new()),
    }
}

fn word(list: &str, random: &mut Random, power: f64) -> String {
    // The lists are short, so counting costs less than keeping them split.
    let count = list.split(' ').count();
    list.split(' ').nth(random.skewed(count, power)).unwrap_or_default().to_owned()
}

fn other(given: &str) -> Option<&'static str> {
    OTHER_SPELLINGS.iter().find(|(one, _)| *one == given).map(|(_, other)| *other)
}

const OTHER_SPELLINGS: [(&str, &str); 16] = [
    ("Aleksandr", "Alexander"),
    ("Dmitri", "Dmitry"),
    ("Sergei", "Sergey"),
    ("Yulia", "Julia"),
    ("Ekaterina", "Yekaterina"),
    ("Oleksandr", "Alexander"),
    ("Mohammed", "Muhammad"),
    ("Yousef", "Yusuf"),
    ("Fatima", "Fatma"),
    ("Jürgen", "Juergen"),
    ("Jörg", "Joerg"),
    ("José", "Jose"),
    ("Joaquín", "Joaquin"),
    ("Łukasz", "Lukasz"),
    ("Zoë", "Zoe"),
    ("Siobhán", "Siobhan"),
];

/// Common names of each origin; weights are of the order of the applicants of a large employer.
#[rustfmt::skip]
const ORIGINS: [Origin; 14] = [
    Origin {
        weight: 27.0, joined: false,
        given: "Michael Emily James Sarah David Jessica John Ashley Robert Amanda Christopher Jennifer Matthew Megan Daniel Lauren Andrew Rachel Joshua Hannah Ryan Nicole Brandon Samantha Justin Katherine Kevin Elizabeth Eric Rebecca Tyler Stephanie Zachary Olivia Jacob Emma Ethan Grace Nathan Claire Benjamin Heather Adam Kelly Sean Allison Patrick Molly Kyle Victoria Jordan Taylor Cameron Morgan Austin Abigail Dylan Sophie Connor Charlotte Logan Amy Trevor Zoë Garrett Paige Marcus Brooke Derek Leah Spencer Natalie Colin Erin Wesley Hailey Peter Siobhán Gavin Caroline Simon Julia Oliver Anna Henry Jill",
        family: "Smith Johnson Williams Brown Jones Miller Davis Wilson Anderson Taylor Thomas Moore Martin Jackson Thompson White Harris Clark Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Baker Nelson Hall Campbell Mitchell Carter Roberts Phillips Evans Turner Parker Collins Edwards Stewart Morris Murphy Cook Rogers Morgan Cooper Peterson Bailey Reed Kelly Howard Ward Cox Richardson Wood Watson Brooks Bennett Gray Hughes Price Myers Long Foster Sanders Ross Powell Sullivan Russell Fisher Henderson Cole West Jordan Reynolds Hamilton Graham Wallace Simpson Porter Hunter Burns Gordon Shaw Holmes Rice Black Palmer Mills Grant Stone Dunn Perkins Hudson Spencer Gardner Payne Pierce Hawkins Bradley Lane Andrews Carpenter",
        stems: "Ash Black Brad Brook Burn Chat Clif Craw Dal Dun East Elm Fair Farn Glen Hal Hart Haw Hol Kings Lang Lock Mar Mid New Nor Oak Pem Rad Red Rock Shel Stan Staf Thorn Wake Wal Wes Whit Win Wood Wyn",
        ends: "bury by croft den dale field ford gate ham hurst land ley low man mere mont more ridge sey shaw stead sworth ton tree well wick wood worth",
    },
    Origin {
        weight: 11.0, joined: false,
        given: "José María Juan Ana Carlos Sofía Luis Laura Miguel Carmen Diego Lucía Javier Elena Alejandro Isabel Fernando Valeria Ricardo Gabriela Andrés Daniela Jorge Patricia Pablo Mariana Rafael Camila Sergio Adriana Eduardo Paula Manuel Natalia Roberto Claudia Joaquín Verónica Héctor Beatriz Iván Rocío Óscar Inés Raúl Silvia Mateo Ximena Emilio Teresa",
        family: "García Rodríguez Martínez Hernández López González Pérez Sánchez Ramírez Torres Flores Rivera Gómez Díaz Reyes Morales Cruz Ortiz Gutiérrez Chávez Ramos Ruiz Mendoza Álvarez Castillo Jiménez Vásquez Romero Moreno Herrera Medina Aguilar Vargas Guzmán Delgado Castro Muñoz Soto Salazar Rojas Peña Núñez Contreras Estrada Acosta Ríos Silva Cabrera Campos Vega Fuentes Carrillo Navarro Mejía Rosales Serrano Ibarra Molina Pacheco Valdez Solís Cárdenas Espinoza Lozano",
        stems: "Are Bala Barra Caste Cor Eche Esca Fer Gala Gor Larra Mon Olive Pala Que Ribe Sala Tor Urru Villa Zam Zuba",
        ends: "bal da dero gón guer jano llano lobos mares mendi montes nda ndez rena ria ros sa tegui teros varría verde vilar zar zola",
    },
    Origin {
        weight: 15.0, joined: false,
        given: "Rahul Priya Amit Anjali Arjun Neha Rohan Pooja Vikram Divya Sanjay Kavya Aditya Shreya Karthik Deepika Suresh Lakshmi Rajesh Meera Nikhil Swati Anil Ritu Varun Nisha Manish Sneha Ravi Anita Harish Aishwarya Siddharth Tanvi Gaurav Ishita Pradeep Radhika Ashwin Bhavana Venkat Sunita Abhishek Keerthi Naveen Madhuri Prakash Pallavi Vivek Shalini Kunal Smita Mohit Archana",
        family: "Sharma Patel Kumar Singh Reddy Gupta Iyer Nair Rao Shah Mehta Verma Agarwal Joshi Desai Krishnan Menon Pillai Chopra Kapoor Malhotra Bhat Kulkarni Mishra Chatterjee Banerjee Mukherjee Das Sen Ghosh Bose Naidu Subramanian Raman Srinivasan Venkatesan Pandey Tiwari Saxena Trivedi Thakur Bhatt Jain Khanna Sethi Bajaj Kaur Gill Dhillon Sandhu Hegde Shetty Kamath Prabhu Gowda Murthy",
        stems: "Achar Bala Chandra Deva Dharma Gana Hari Jaya Kala Mahadeva Nanda Padma Raja Rama Sada Santha Shiva Sundara Surya Vasu Vidya Vija",
        ends: "chari dhar gopal kar krishna mani murthy natha nathan pathi raghavan raj raman rajan sekhar swamy than tharan veer yan",
    },
    Origin {
        weight: 11.0, joined: true,
        given: "Wei/伟 Min/敏 Jing/静 Yan/燕 Li/丽 Hui/慧 Xin/欣 Jun/军 Yu/宇 Ming/明 Hao/浩 Ting/婷 Xiao/晓 Zhi/志 Jia/佳 Hong/红 Bo/博 Chen/晨 Yi/怡 Rui/瑞 Tian/天 Qing/清 Shu/书 Han/涵 Zi/子 Ya/雅 Kai/凯 Lin/琳 Fang/芳 Peng/鹏 Long/龙 Xue/雪 Ning/宁 Shan/珊 Cheng/成 Yang/洋 Guo/国 Jian/建",
        family: "Wang/王 Li/李 Zhang/张 Liu/刘 Chen/陈 Yang/杨 Huang/黄 Zhao/赵 Wu/吴 Zhou/周 Xu/徐 Sun/孙 Ma/马 Zhu/朱 Hu/胡 Guo/郭 He/何 Lin/林 Gao/高 Luo/罗 Zheng/郑 Liang/梁 Xie/谢 Song/宋 Tang/唐 Deng/邓 Han/韩 Feng/冯 Cao/曹 Peng/彭 Zeng/曾 Xiao/肖 Tian/田 Dong/董 Pan/潘 Yuan/袁 Cai/蔡 Jiang/蒋 Yu/余 Du/杜 Ye/叶 Cheng/程 Wei/魏 Su/苏 Lu/吕 Ding/丁 Ren/任 Shen/沈 Yao/姚 Lu/卢",
        stems: "", ends: "",
    },
    Origin {
        weight: 4.0, joined: true,
        given: "Min/민 Ji/지 Seo/서 Hyun/현 Jun/준 Soo/수 Young/영 Hye/혜 Eun/은 Jae/재 Sung/성 Won/원 Woo/우 Jin/진 Yoon/윤 Ha/하 Na/나 Kyung/경 Tae/태 Dong/동 Sang/상 In/인 Yeon/연 Hee/희 Mi/미 Ho/호 Chan/찬 Seung/승",
        family: "Kim/김 Lee/이 Park/박 Choi/최 Jung/정 Kang/강 Cho/조 Yoon/윤 Jang/장 Lim/임 Han/한 Oh/오 Seo/서 Shin/신 Kwon/권 Hwang/황 Ahn/안 Song/송 Ryu/류 Hong/홍 Jeon/전 Ko/고 Moon/문 Yang/양 Bae/배 Baek/백 Heo/허 Nam/남 Noh/노 Ha/하",
        stems: "", ends: "",
    },
    Origin {
        weight: 3.0, joined: false,
        given: "Minh Linh Huy Trang Nam Thao Long Huong Duc Mai Tuan Lan Khoa Ngoc Quang Phuong Hieu Thu Bao Vy Dat Nhi Son My Khanh Anh Phuc Yen Tien Hanh Vinh Nga Kien Chau",
        family: "Nguyen Tran Le Pham Hoang Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Truong Dinh Lam Mai Trinh Cao Luong Ha Chu Quach Ta Doan Thai La Kieu",
        stems: "", ends: "",
    },
    Origin {
        weight: 5.0, joined: false,
        given: "Aleksandr Anna Dmitri Olga Ivan Natalia Sergei Elena Andrei Irina Mikhail Tatiana Nikolai Yulia Oleksandr Oksana Vladimir Svetlana Alexei Ekaterina Maxim Daria Pavel Polina Denis Ksenia Artem Alina Viktor Marina Bohdan Iryna Yuri Larisa Roman Vera",
        family: "Ivanov Petrov Sokolov Kuznetsov Popov Volkov Kozlov Novikov Morozov Pavlov Shevchenko Kovalenko Bondarenko Tkachenko Kravchenko Melnyk Orlov Lebedev Egorov Makarov Nikitin Zakharov Belov Komarov Kiselev Romanov Boyko Lysenko Savchenko Moroz Polishchuk Marchenko",
        stems: "Bara Bori Chere Dani Fedo Gavri Gri Iva Kali Kolo Kuzmi Luka Mak Niko Oni Pota Roma Sido Tara Timo Vasi Zale Yere",
        ends: "chenko chuk denko govich khin ksin lenko mov nets nin nko nov penko rov schenko shin sky skov tin tov vich yuk",
    },
    Origin {
        weight: 4.0, joined: false,
        given: "Piotr Agnieszka Tomasz Katarzyna Marcin Magdalena Paweł Joanna Łukasz Ewa Jan Zuzanna Michał Karolina Jakub Aleksandra Petr Jana Tomáš Lucie Martin Eva Ondřej Tereza Marek Hana Kamil Dorota Wojciech Monika",
        family: "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Jankowski Mazur Krawczyk Novák Svoboda Novotný Dvořák Černý Procházka Kučera Horák Marek Pokorný Král Beneš Fiala",
        stems: "Adam Bor Brzo Cho Czer Dom Gór Grab Jab Jar Kal Kas Kraj Lip Mal Ost Pio Rad Sad Sob Stan Tar Wal Wier Zab Zaj",
        ends: "acki asiński czak czyk ecki ewicz icki iński kowski nik niak lewicz łowski owicz owski ski trowski wski zowski",
    },
    Origin {
        weight: 5.0, joined: false,
        given: "Lukas Anna Jan Lena Felix Julia Maximilian Laura Jonas Sarah Paul Katharina Florian Sophie Tobias Johanna Stefan Franziska Andreas Christina Jürgen Sabine Jörg Petra Matthias Ulrike Sebastian Nina Lars Ingrid Erik Astrid Mikkel Freja Sven Maja Pieter Femke Bram Anouk Nils Klara",
        family: "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Werner Krause Jansen Bakker Visser Larsen Nielsen Hansen Andersson Lindberg Nilsson Berg Vogel Keller Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht",
        stems: "Alt Bach Berg Birken Buchen Eichen Feld Fried Gold Grün Hagen Heid Hoch Kirch Lang Linden Mühl Neu Ober Rosen Schön Sonnen Stein Tannen Unter Wald Weiden Wein",
        ends: "acker bach bauer baum beck berg burger dorf egger feld felder hauser heim hofer holz ing kamp maier mann meier müller ner rath reuter sen stein thal wald",
    },
    Origin {
        weight: 4.0, joined: false,
        given: "Mohammed Fatima Ahmed Aisha Omar Layla Ali Mariam Hassan Noor Yousef Sara Khalid Zainab Ibrahim Huda Tariq Rania Karim Salma Bilal Amina Samir Dina Walid Yasmin Hamza Leila Faisal Hana Reza Maryam Amir Shirin Farhad Nasrin",
        family: "Hassan Ali Ahmed Khan Hussein Ibrahim Mahmoud Khalil Saleh Rahman Mansour Nasser Haddad Khoury Aziz Farah Hamdan Qureshi Malik Sheikh Siddiqui Chaudhry Karimi Ahmadi Hosseini Rezaei Moradi Jafari Abbasi Rashid Sultan Darwish Najjar Sabbagh Shaheen Tamimi",
        stems: "Abd Al- El- Bin Bou Ben Abu", ends: "ahmar amari asmar aziz badawi bakri din fayed ghanem hakim hamid jabari kader karim latif malik masri najib omari qadir rahim rashid sabri salam tawil wahab zahrani",
    },
    Origin {
        weight: 4.0, joined: false,
        given: "Chinedu Ngozi Oluwaseun Adaeze Emeka Folake Tunde Chioma Ibrahim Yetunde Kwame Ama Kofi Akosua Kelechi Amara Obinna Ifeoma Babatunde Temitope Segun Nneka Uche Bukola Femi Zainab Kamau Wanjiru Otieno Achieng Tendai Rudo Thabo Naledi Mandla Zanele",
        family: "Okafor Adeyemi Okonkwo Eze Balogun Nwosu Mensah Owusu Boateng Asante Obi Okoro Adebayo Ogunleye Ibe Chukwu Afolabi Bello Musa Danjuma Onyeka Amadi Kamau Mwangi Otieno Ochieng Moyo Ndlovu Dlamini Nkosi Khumalo Sithole Appiah Osei Agyeman Ansah",
        stems: "Ade Aki Ani Chuk Eke Ile Nna Nwa Oba Odu Ogun Okwu Olu Ona Oye", ends: "banjo biyi dele di dipe emeka goke gu jide kunle la nye ola oma rin sanya sola tayo tola uka wale wu",
    },
    Origin {
        weight: 3.0, joined: false,
        given: "João Ana Pedro Beatriz Lucas Mariana Gabriel Juliana Rafael Camila Bruno Larissa Thiago Fernanda Felipe Amanda Gustavo Letícia Rodrigo Carolina Marcelo Vanessa Leonardo Isabela Tiago Inês",
        family: "Silva Santos Oliveira Souza Pereira Costa Rodrigues Almeida Nascimento Lima Araújo Fernandes Carvalho Gomes Martins Rocha Ribeiro Alves Monteiro Mendes Barros Freitas Barbosa Pinto Moura Cavalcanti Dias Castro Campos Cardoso Teixeira Moreira Correia Cunha",
        stems: "Alva Bran Caval Carva Fagun Figuei Guima Lacer Maga Medei Mira Nogue Olivei Pache Pei Queiro Rezen Sampa Siquei Torre Vascon Vian",
        ends: "cante co cos da des do lha lho lhães nda nha ra randa rão ras reda redo res ros xoto zes",
    },
    Origin {
        weight: 2.5, joined: false,
        given: "Camille Thomas Marie Nicolas Julien Chloé Antoine Manon Pierre Léa Mathieu Élise Guillaume Sophie Marco Giulia Luca Francesca Matteo Chiara Alessandro Valentina Andrea Federica Lorenzo Elisa Giorgos Eleni Dimitris Katerina",
        family: "Dubois Moreau Laurent Lefebvre Bernard Petit Girard Fournier Mercier Rousseau Rossi Bianchi Ricci Marino Greco Conti Esposito Romano Colombo Ferrari Papadopoulos Nikolaidis Georgiou Blanc Garnier Chevalier Faure Lambert Bonnet",
        stems: "Bel Bon Bour Cas Char Cla Dela Des Fon Gar Lam Lau Mar Mon Per Pon Ros Sala Ville",
        ends: "bert cault champ court din doni gny lieri mont nard nier nini rand reau rello ret rini taine telli tier ville vini",
    },
    Origin {
        weight: 1.5, joined: false,
        given: "Haruto Yui Ren Sakura Sota Hina Yuto Aoi Kenji Emi Takashi Naomi Hiroshi Yuki Daichi Rin Kaito Mei Satoshi Akiko Maria Angelo Jasmine Mark Kristine Jericho Putri Budi Dewi Agus",
        family: "Sato Suzuki Takahashi Tanaka Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Matsumoto Inoue Kimura Hayashi Shimizu Mori Abe Santos Reyes Cruz Bautista Ocampo Villanueva Santoso Wijaya Pratama Hidayat",
        stems: "Aki Ao Fuji Haya Hira Ishi Kawa Kita Matsu Mina Miya Naga Naka Nishi Oka Saka Shima Taka Toku Ue Yama Yoshi",
        ends: "da gawa guchi hara hashi kawa ki mine mori moto mura no oka saki sawa shita ta tani to ya yama",
    },
];

#[cfg(test)]
mod tests {
    use super::{Random, draw, letters};
    use std::collections::HashSet;

    #[test]
    fn accents_are_written_without_and_never_dropped() {
        assert_eq!(letters("Raúl"), "raul");
        assert_eq!(letters("Wójcik-Łukasz"), "wojciklukasz");
    }

    #[test]
    fn few_people_share_a_name() {
        let mut random = Random::at(3, &[]);
        let names: Vec<String> = (0..20_000).map(|_| draw(&mut random).plain()).collect();
        let distinct: HashSet<&String> = names.iter().collect();
        assert!(distinct.len() > 13_000, "{}", distinct.len());
        assert!(names.iter().all(|name| name.contains(' ') && !name.contains('/')));
    }
}
